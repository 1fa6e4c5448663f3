// What tests/block_kit/schema.json is generated from: see README.md beside it.
import type { HomeView, KnownBlock, ModalView } from '@slack/types';

export type Message = { text: string; blocks: KnownBlock[] };
export type Modal = Omit<ModalView, 'blocks'> & { blocks: KnownBlock[] };
export type Home = Omit<HomeView, 'blocks'> & { blocks: KnownBlock[] };
