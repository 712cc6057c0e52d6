/**
 * How much a word tells about which party is meant. The weights are fixed, not counted from the lists: the same two names get the
 * same score whatever else is listed.
 */

/** Words that many names share: kinds of business and of institute. */
const SHARED = `
  technology electronics industry international trading group university institute research center general science
  engineering manufacturing development company system service product enterprise semiconductor microelectronics
  science national import export importexport business commercial investment holding holdings management
  equipment machinery machine material design information communication communications computer software network digital
  power energy petroleum oil gas chemical aviation aerospace marine shipping logistics transport supply chain
  factory plant works bureau department ministry state office branch academy college school laboratory organization foundation
  association brothers sons partners solutions global world united first new integrated circuit electric electrical
  construction defense military security industrial complex advanced precision instrument instruments optical medical
  scientific production special design project company agency committee bank fund trust insurance
`;

/** Places that stand in the names of many firms. */
const PLACES = `
  china beijing shanghai shenzhen hong kong guangdong guangzhou jiangsu zhejiang wuhan hubei xian chengdu sichuan nanjing
  tianjin hangzhou suzhou qingdao shandong dalian taiwan taipei japan tokyo korea seoul russia russian moscow petersburg
  iran tehran islamic republic syria damascus dubai emirates uae pakistan lahore karachi islamabad india turkey istanbul
  germany france america american north south east west northern southern eastern western central asia europe middle
`;

const shared = new Set([...SHARED.split(/\s+/), ...PLACES.split(/\s+/)]);

/** Full weight of a word; the weights are whole numbers, so that sums of them are exact. */
export const FULL = 20;

/** Weight of a folded word: 20 for a word of its own, less for shared words, places and abbreviations of a letter or two. */
export function weightOf(word: string): number {
  if (shared.has(word)) return 8;
  if (word.length === 1) return 8;
  if (word.length === 2 && !/\d/.test(word)) return 14;
  return FULL;
}
