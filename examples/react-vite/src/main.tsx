import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
import "./page.css";

// The page is the same with both libraries: `#swr` takes SWR. A page of your own needs one of the two.
const isSwr = location.hash === "#swr";
const service = isSwr
  ? await import("./service-swr.ts")
  : await import("./service.ts");
window.addEventListener("hashchange", () => location.reload());

createRoot(document.getElementById("root")!).render(
  <StrictMode>
    <QueryClientProvider client={new QueryClient()}>
      <App service={service} library={isSwr ? "SWR" : "TanStack Query"} />
    </QueryClientProvider>
  </StrictMode>,
);
