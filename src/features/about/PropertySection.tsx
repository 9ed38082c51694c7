import { Search } from "lucide-react";
import { useMemo, useState } from "react";
import type { PropertyFact } from "#delta/facts/table-properties.ts";
import { CopyButton } from "#ui/CopyButton.tsx";
import { formatCount } from "#ui/format.ts";
import { Segmented } from "#ui/Segmented.tsx";
import { TextField } from "#ui/TextField.tsx";
import type { TableFacts } from "#worker/worker-api.ts";
import css from "./AboutPanel.module.css";
import { Section } from "./Section.tsx";

type Shown = "set" | "all";

/** What is set, verbatim, with its meaning; on demand also what holds because it is not set. */
export function PropertySection({ facts: { properties, defaults } }: { readonly facts: TableFacts }) {
  const [text, setText] = useState("");
  const [shown, setShown] = useState<Shown>("set");
  const all = useMemo(
    () => [...properties, ...defaults].sort((a, b) => (a.name < b.name ? -1 : 1)),
    [properties, defaults],
  );
  const isFiltered = text.trim() !== "";
  const list = useMemo(
    () => filterProperties(isFiltered || shown === "all" ? all : properties, text),
    [all, properties, isFiltered, shown, text],
  );
  return (
    <Section
      id="properties"
      note={isFiltered ? `${formatCount(list.length)} of ${formatCount(all.length)}` : undefined}
      end={
        <>
          <Segmented<Shown>
            label="Which properties"
            options={[
              { value: "set", label: `Set ${properties.length}`, disabled: isFiltered },
              { value: "all", label: `With defaults ${all.length}` },
            ]}
            value={isFiltered ? "all" : shown}
            onChange={setShown}
          />
          <TextField
            className={css.find ?? ""}
            label="Find a property by name, value or meaning"
            hideLabel
            placeholder="Find a property"
            type="search"
            value={text}
            onChange={(event) => setText(event.target.value)}
            start={<Search aria-hidden="true" />}
          />
        </>
      }
    >
      {list.length === 0 ? (
        <p className={css.text}>
          {isFiltered ? "No property matches." : "None is set: the defaults hold for all of them."}
        </p>
      ) : (
        <table className={css.properties}>
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">Value</th>
              <th scope="col">Default</th>
              <th scope="col">Meaning</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {list.map((property) => (
              <Property key={property.name} property={property} />
            ))}
          </tbody>
        </table>
      )}
    </Section>
  );
}

function Property({ property: { name, value, byDefault, about } }: { readonly property: PropertyFact }) {
  return (
    <tr>
      <th scope="row" className={css.name}>
        {name}
      </th>
      <td className={value === undefined ? css.unset : css.setting}>
        {value === undefined ? "not set" : value || "empty"}
      </td>
      <td className={css.default}>{byDefault === "" ? "empty" : byDefault}</td>
      <td className={css.meaning}>{about}</td>
      <td className={css.copy}>
        <CopyButton iconOnly label={`Copy ${name}`} text={`${name}=${value ?? byDefault ?? ""}`} />
      </td>
    </tr>
  );
}

function filterProperties(list: readonly PropertyFact[], text: string): readonly PropertyFact[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === "") return list;
  return list.filter(({ name, value = "", about }) => `${name} ${value} ${about}`.toLowerCase().includes(wanted));
}
