import "#ui/theme.css";
import "#ui/reset.css";
