import { describe, expect, it } from "vitest";
import { userEvent } from "vitest/browser";
import { render } from "vitest-browser-react";
import { Button } from "./Button.tsx";
import { ErrorCard } from "./ErrorCard.tsx";

describe("ErrorCard", () => {
  it("says what failed, why, what was seen, what to do and what still works", async () => {
    const screen = await render(
      <ErrorCard
        title="Blocked by CORS"
        cause="The store does not name this page's origin."
        evidence={{
          outcomeHead: "Read by this page",
          rows: [{ request: "GET _last_checkpoint", result: "none", outcome: "failed", outcomeText: "no" }],
        }}
        fix={{
          title: "Add this rule",
          options: [
            { id: "s3", label: "S3", code: "aws s3api put-bucket-cors" },
            { id: "azure", label: "Azure", code: "az storage cors add --origins https://me", emphasis: ["https://me"] },
          ],
        }}
        actions={<Button>Retry</Button>}
        actionsNote="tried 3 times"
        working={{
          items: [
            { id: "history", works: true, title: "History" },
            { id: "rows", works: false, title: "Rows" },
          ],
        }}
      />,
    );
    await expect.element(screen.getByRole("region", { name: "Blocked by CORS", exact: true })).toBeVisible();
    await expect.element(screen.getByRole("alert")).toHaveTextContent("does not name this page's origin");
    await expect
      .element(screen.getByRole("table", { name: "What was seen" }))
      .toHaveTextContent("GET _last_checkpoint");
    await expect.element(screen.getByText("aws s3api put-bucket-cors")).toBeVisible();
    await userEvent.click(screen.getByText("Azure"));
    await expect.element(screen.getByRole("region", { name: "Add this rule: Azure" })).toHaveTextContent("az storage");
    await expect.element(screen.getByRole("button", { name: "Retry" })).toBeVisible();
    await expect.element(screen.getByText("tried 3 times")).toBeVisible();
    await expect
      .element(screen.getByRole("complementary", { name: "What still works" }))
      .toHaveTextContent("Works: HistoryDoes not work: Rows");
  });

  it("is whole with a title and a cause alone", async () => {
    const screen = await render(<ErrorCard title="Not found" cause="The server said 404." />);
    await expect.element(screen.getByText("The server said 404.")).toBeVisible();
    expect(screen.getByRole("region").element().querySelectorAll("section, footer")).toHaveLength(0);
  });
});
