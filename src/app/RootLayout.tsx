import { Outlet } from "@tanstack/react-router";
import { LiveRegion } from "#ui/LiveRegion.tsx";
import { Toaster } from "#ui/Toaster.tsx";

export function RootLayout() {
  return (
    <>
      <Outlet />
      <LiveRegion />
      <Toaster />
    </>
  );
}
