/** Elements and components without JSX: one function with types that fit how this page uses them. */
import { type Attributes, type Component, type ComponentChildren, createElement, type VNode } from "preact";

type Props = Readonly<Record<string, unknown>>;
type Make = (type: unknown, props: object | null, children?: ComponentChildren) => VNode;

const make = createElement as unknown as Make;

/** An element: attributes and handlers by name, then what is in it. */
export function h(tag: string, props: Props | null, children?: ComponentChildren): VNode;
/** A component: its props, and perhaps a key. */
export function h<P>(component: (props: P) => VNode | null, props: P & Pick<Attributes, "key">): VNode;
export function h<P, S>(
  component: new (props: P) => Component<P, S>,
  props: P & Pick<Attributes, "key">,
): VNode;
export function h(type: unknown, props: object | null, children?: ComponentChildren): VNode {
  return children === undefined ? make(type, props) : make(type, props, children);
}
