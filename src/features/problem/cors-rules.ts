/** A store's rule that lets this page read it, ready to paste. */
export interface CorsRule {
  readonly id: "s3" | "azure" | "gcs" | "r2" | "minio";
  readonly label: string;
  readonly text: string;
  /** What the rule covers, and what it does not. */
  readonly note: string;
}

/** The rules for every store that is known, with this page's origin filled in and the likeliest first. */
export function buildCorsRules(url: string, origin: string): CorsRule[] {
  const { host, bucket } = readStore(url);
  const rules: CorsRule[] = [
    { id: "s3", label: "S3", text: s3Rule(bucket, origin), note: "Holds for the whole bucket, at once." },
    {
      id: "azure",
      label: "Azure",
      text: azureRule(host.split(".")[0] || "ACCOUNT", origin),
      note: "Holds for the whole storage account, after about a minute.",
    },
    {
      id: "gcs",
      label: "GCS",
      text: gcsRule(bucket, origin),
      note: "Holds for the whole bucket, after about a minute.",
    },
    {
      id: "r2",
      label: "R2",
      text: r2Rule(bucket, origin),
      note: "Holds for the whole bucket, after about half a minute.",
    },
    {
      id: "minio",
      label: "MinIO",
      text: minioRule(origin),
      note: "Holds for the whole server, which restarts.",
    },
  ];
  return rules.sort((a, b) => likelihood(b.id, host) - likelihood(a.id, host));
}

function likelihood(id: CorsRule["id"], host: string): number {
  const ending = {
    s3: ".amazonaws.com",
    azure: ".windows.net",
    gcs: ".googleapis.com",
    r2: ".r2.cloudflarestorage.com",
  };
  if (id === "minio") return /^(localhost|127\.|10\.|192\.168\.)|minio/.test(host) ? 1 : 0;
  return host.endsWith(ending[id]) ? 1 : 0;
}

/** `bucket.s3.region.amazonaws.com/…` and `storage.googleapis.com/bucket/…` alike. */
function readStore(url: string): { host: string; bucket: string } {
  if (!URL.canParse(url)) return { host: "", bucket: "BUCKET" };
  const { hostname, pathname } = new URL(url);
  const virtual = /^(.+)\.(s3[.-]|storage\.googleapis\.com)/.exec(hostname)?.[1];
  return { host: hostname, bucket: virtual ?? (pathname.split("/")[1] || "BUCKET") };
}

const EXPOSED = ["Content-Range", "Content-Length", "ETag"];

function s3Rule(bucket: string, origin: string): string {
  const rule = {
    CORSRules: [
      {
        AllowedOrigins: [origin],
        AllowedMethods: ["GET"],
        AllowedHeaders: ["range", "if-match"],
        ExposeHeaders: EXPOSED,
        MaxAgeSeconds: 3600,
      },
    ],
  };
  return `aws s3api put-bucket-cors --bucket ${bucket} \\\n  --cors-configuration '${JSON.stringify(rule, null, 2)}'`;
}

function azureRule(account: string, origin: string): string {
  return [
    `az storage cors add --account-name ${account} --services b \\`,
    `  --origins ${origin} \\`,
    "  --methods GET HEAD \\",
    "  --allowed-headers 'range,if-match,x-ms-*' \\",
    `  --exposed-headers '${EXPOSED.join(",")}' \\`,
    "  --max-age 3600",
  ].join("\n");
}

function gcsRule(bucket: string, origin: string): string {
  const rule = [{ origin: [origin], method: ["GET"], responseHeader: [...EXPOSED, "Range"], maxAgeSeconds: 3600 }];
  return `echo '${JSON.stringify(rule)}' > cors.json\ngcloud storage buckets update gs://${bucket} --cors-file=cors.json`;
}

function r2Rule(bucket: string, origin: string): string {
  const rule = {
    rules: [
      {
        allowed: { origins: [origin], methods: ["GET"], headers: ["range", "if-match"] },
        exposeHeaders: EXPOSED,
        maxAgeSeconds: 3600,
      },
    ],
  };
  return `echo '${JSON.stringify(rule)}' > cors.json\nnpx wrangler r2 bucket cors set ${bucket} --file cors.json`;
}

function minioRule(origin: string): string {
  return `mc admin config set ALIAS api cors_allow_origin=${origin}\nmc admin service restart ALIAS`;
}
