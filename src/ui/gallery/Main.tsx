import "#ui/theme.css";
import "#ui/reset.css";
import { createRoot } from "react-dom/client";
import { GridGallery } from "./GridGallery.tsx";
import { PartsGallery } from "./PartsGallery.tsx";

const root = document.getElementById("root");
const page = new URLSearchParams(location.search);
const theme = page.get("theme");
if (theme) document.documentElement.dataset.theme = theme;
if (root) createRoot(root).render(page.get("page") === "parts" ? <PartsGallery /> : <GridGallery page={page} />);
