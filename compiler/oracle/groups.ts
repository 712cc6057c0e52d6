/** A dated group: each version sets, adds to or removes from the set of the version before it. */
import type { Group } from "../check/tree.ts";
import { evaluate } from "./expressions.ts";
import { remember } from "./memory.ts";
import { ownScene, type Scene } from "./scene.ts";
import { asSet } from "./sets.ts";
import { begunVersions, inForce } from "./time.ts";
import { EMPTY_SET, type SetValue, unknownSet } from "./values.ts";

export function groupValue(group: Group, scene: Scene): SetValue {
  return remember(scene, "members", group, null, () => membersOf(group, scene));
}

function membersOf(group: Group, scene: Scene): SetValue {
  const found = inForce(group.chronology, scene.moment);
  if (found.state === "unrecorded" || found.state === "unclear") return unknownSet("missing");
  const stated = found.state === "none" ? EMPTY_SET : addedUp(group, scene);
  return group.open ? { kind: "set", is: "union", left: stated, right: unknownSet("missing") } : stated;
}

function addedUp(group: Group, scene: Scene): SetValue {
  let set: SetValue = EMPTY_SET;
  for (const version of begunVersions(group.chronology, scene.moment)) {
    const { operation, value } = version.value;
    const members = asSet(evaluate(value, ownScene(scene, [])));
    if (operation === "set") set = members;
    else if (operation === "add") set = { kind: "set", is: "union", left: set, right: members };
    else set = { kind: "set", is: "minus", left: set, right: members };
  }
  return set;
}
