import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { StrictMode, useState } from "react";
import { createRoot } from "react-dom/client";
import { SwrView } from "./swr-view.tsx";
import { TanstackView } from "./tanstack-view.tsx";

const queryClient = new QueryClient();

function App() {
  const [isSwr, setSwr] = useState(location.hash === "#swr");
  return (
    <QueryClientProvider client={queryClient}>
      <button onClick={() => setSwr(!isSwr)}>
        {isSwr ? "With TanStack Query" : "With SWR"}
      </button>
      {isSwr ? <SwrView /> : <TanstackView />}
    </QueryClientProvider>
  );
}

createRoot(document.getElementById("root")!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
