import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useRouter } from "@tanstack/react-router";
import { lazy, Suspense, useEffect } from "react";
import { fetchDemoTables } from "#features/open-table/demo-tables.ts";
import { Home } from "#features/open-table/Home.tsx";
import { forgetAllTables, forgetTable, readRecents } from "#features/open-table/recents.ts";
import { useAppServices } from "./app-services.ts";
import { Tools } from "./Tools.tsx";
import { useFolder } from "./use-folder.ts";

const FolderResult = lazy(() => import("./FolderResult.tsx").then((module) => ({ default: module.FolderResult })));

const RECENTS = ["recents"] as const;

export function HomeRoute() {
  const { access } = useAppServices();
  const router = useRouter();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const folder = useFolder();
  const demos = useQuery({
    queryKey: ["demo-tables"],
    queryFn: fetchDemoTables,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  const recents = useQuery({ queryKey: RECENTS, queryFn: readRecents, staleTime: 0 });
  useEffect(() => {
    document.title = "Deltarium";
  }, []);

  const tableLink = (location: string) =>
    ({ to: "/t/$tab", params: { tab: "data" }, search: { src: location } }) as const;
  const afterForgetting = () => queryClient.invalidateQueries({ queryKey: RECENTS });
  return (
    <>
      <Home
        demos={demos.isError ? [] : demos.data}
        recents={recents.data ?? []}
        folderProblem={folder.problem}
        hrefOf={(location) => router.history.createHref(router.buildLocation(tableLink(location)).href)}
        onOpen={(location) => void navigate(tableLink(location))}
        onGrant={(grant, label) => void access.grant(grant, label)}
        onChooseFolder={folder.choose}
        onForget={(location) => void forgetTable(location).then(afterForgetting)}
        onClearRecents={() => void forgetAllTables().then(afterForgetting)}
        onDismissProblem={folder.dismiss}
        tools={<Tools />}
      />
      <Suspense fallback={null}>{folder.choices === undefined ? null : <FolderResult folder={folder} />}</Suspense>
    </>
  );
}
