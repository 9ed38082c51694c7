import type { ErrorCardProps } from "#ui/ErrorCard.tsx";

export const SAMPLE_ERROR: ErrorCardProps = {
  title: "Blocked by CORS: this page may not read the store",
  cause:
    "The store answers, but does not name this page’s origin, so the browser keeps the answer from the page. It did 2 h ago: the rule was changed or removed since.",
  evidence: {
    outcomeHead: "Read by this page",
    rows: [
      {
        request: "GET _delta_log/_last_checkpoint",
        result: "none: TypeError: Failed to fetch",
        outcome: "failed",
        outcomeText: "no",
      },
      {
        request: "the same, asked without CORS",
        result: "hidden, but the store answered",
        outcome: "blocked",
        outcomeText: "no, by design",
      },
      { request: "GET _delta_log/…0041.json, 2 h ago", result: "200, 9.4 KB", outcome: "ok", outcomeText: "yes" },
    ],
    note: "From origin https://deltarium.example to https://acmelake.blob.core.windows.net",
  },
  fix: {
    title: "Add this rule to the store",
    options: [
      {
        id: "s3",
        label: "S3",
        code: "aws s3api put-bucket-cors --bucket acme-lake --cors-configuration file://cors.json",
      },
      {
        id: "azure",
        label: "Azure",
        code: "az storage cors add --account-name acmelake --services b \\\n  --origins https://deltarium.example \\\n  --methods GET HEAD \\\n  --allowed-headers 'range,x-ms-*' \\\n  --max-age 3600",
        emphasis: ["https://deltarium.example", "'range,x-ms-*'"],
        note: "Holds for the whole storage account, after about a minute. It opens nothing: the SAS is still needed.",
      },
    ],
  },
  working: {
    note: "From the log as read 2 h ago, kept on this computer.",
    items: [
      { id: "history", works: true, title: "History, Log, About", detail: "42 commits" },
      { id: "schema", works: true, title: "Schema", detail: "of all 42 versions" },
      { id: "rows", works: false, title: "Rows of any version", detail: "Data, Compare rows, SQL over rows" },
    ],
  },
};
