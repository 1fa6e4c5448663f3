// What is chosen and typed in the controls of a message or view, as Slack sends it in `state.values`.

const FIELDS = {
  plain_text_input: ["value", "initial_value", null],
  static_select: ["selected_option", "initial_option", null],
  radio_buttons: ["selected_option", "initial_option", null],
  checkboxes: ["selected_options", "initial_options", []],
  conversations_select: ["selected_conversation", "initial_conversation", null],
};

/** The name of the field that holds the value of this kind of control; undefined for one that holds none. */
export function fieldOf(kind) {
  return FIELDS[kind]?.[0];
}

/** The value of a control that nobody has touched, null for one that has none. */
export function untouched(element) {
  const known = FIELDS[element.type];
  return known ? { type: element.type, [known[0]]: element[known[1]] ?? known[2] } : null;
}

/** The controls of a block. */
export function controlsOf(block) {
  return [block.element, block.accessory, ...(block.elements ?? [])].filter((element) => element?.action_id);
}

/** {block_id: {action_id: value}} of all that hold one; `typed(block_id, action_id)` is what somebody made of it. */
export function stateOf(blocks, typed) {
  const state = {};
  for (const [at, block] of blocks.entries()) {
    for (const element of controlsOf(block)) {
      const blank = untouched(element);
      const value = blank && (typed(blockId(block, at), element.action_id) ?? blank);
      if (value) (state[blockId(block, at)] ??= {})[element.action_id] = value;
    }
  }
  return state;
}

/** The id of a block, its place among its siblings where it has none. */
export function blockId(block, at) {
  return block.block_id ?? `block-${at}`;
}

/** The ids of the blocks that must be filled in and are not. */
export function missing(blocks, typed) {
  const state = stateOf(blocks, typed);
  return blocks.flatMap((block, at) => {
    if (block.type !== "input" || block.optional) return [];
    const value = state[blockId(block, at)]?.[block.element.action_id];
    const held = value?.[fieldOf(block.element.type)];
    return held === null || held === "" || held?.length === 0 ? [blockId(block, at)] : [];
  });
}
