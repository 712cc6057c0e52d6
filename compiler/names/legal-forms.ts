/**
 * Words of a name that say what kind of body it is, not which one. They are left out of a comparison: `GmbH` and `Ltd` behind the
 * same words may well be one firm, and lists write the form in many ways or not at all.
 */

/** Forms in Latin letters, folded: lower case, without dots and accents. Several words stand with spaces between. */
const LATIN = `
  ltd limited ltda limitada co company companies corp corporation inc incorporated llc llp lp lc plc pllc pty pte pvt private
  gmbh ag kg kgaa ohg ug se ev eg mbh aktiengesellschaft kommanditgesellschaft gesellschaft
  sa sas sasu sarl sl slu srl spa snc sca scs ste societe sociedad societa sociedade anonima anonyme
  bv nv vof cv cvba bvba besloten naamloze vennootschap
  ab as asa aps oy oyj hf ehf
  doo dd ad ood eood zrt kft nyrt bt sro spol sp zoo societatea cu raspundere limitata sia uab ou jsc ojsc cjsc pjsc ooo oao zao pao ao tov dp
  kk kabushiki kaisha yugen gk godo yk
  sdn bhd tbk pt cv jk joint stock open closed public liability
  fze fzco fzc fz free zone establishment dmcc wll bsc saog saoc sal sarl psc pjs pjsco sahami khas am
  as ticaret sanayi ve anonim sirketi limited sti
`;

/** Forms of which a part alone would be an initial: `Sp. z o.o.`, `spol. s r.o.`, `S.A. de C.V.` */
export const FORM_PHRASES = /\b(?:sp(?:olka)? z ?oo|spol s ?ro|sa de cv|s de rl(?: de cv)?)\b/g;

/** Forms written in other scripts. They are taken out before letters are read as Latin; longer ones first. */
const OTHER_SCRIPTS: readonly string[] = [
  ..."股份有限公司 有限责任公司 有限責任公司 集团有限公司 集團有限公司 有限公司 股份公司 公司 总公司 總公司".split(
    " ",
  ),
  ..."株式会社 株式會社 有限会社 合同会社 合資会社 合名会社 一般社団法人 社団法人 財団法人 国立大学法人 独立行政法人 会社".split(
    " ",
  ),
  ..."주식회사 유한회사 유한책임회사 합자회사 재단법인 사단법인 회사".split(" "),
  ..."общество с ограниченной ответственностью;публичное акционерное общество;открытое акционерное общество;закрытое акционерное общество;акционерное общество".split(
    ";",
  ),
  ..."ооо оао зао пао ао фгуп нао тоо".split(" "),
  ..."شركة مؤسسة المحدودة شرکت موسسه".split(" "),
].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));

/** Words that carry no more than grammar or courtesy. */
const SMALL_WORDS = `
  the of and for in on at by to a an und der die das fur von zu de du des la le les et y el los las da do dos e i al bin
  mr mrs ms miss dr doctor president prof professor sir sheikh shaikh general gen col haji hajji
`;

const listed = (text: string): ReadonlySet<string> =>
  new Set(text.split(/\s+/).filter((word) => word !== ""));

export const legalForms: ReadonlySet<string> = listed(LATIN);
export const smallWords: ReadonlySet<string> = listed(SMALL_WORDS);

/**
 * Common words of firms and institutes in other scripts, with what they are called in English. Lists translate them where
 * they spell out the rest: 华为技术 is entered as Huawei Technologies.
 */
const TRANSLATIONS: Readonly<Record<string, string>> = {
  研究所: "research institute",
  研究院: "research institute",
  研究中心: "research center",
  设计院: "design institute",
  設計院: "design institute",
  大学: "university",
  大學: "university",
  学院: "institute",
  學院: "institute",
  科技: "technology",
  技术: "technology",
  技術: "technology",
  电子: "electronics",
  電子: "electronics",
  半导体: "semiconductor",
  半導体: "semiconductor",
  半導體: "semiconductor",
  集成电路: "integrated circuit",
  集团: "group",
  集団: "group",
  集團: "group",
  工业: "industry",
  工業: "industry",
  国际: "international",
  國際: "international",
  国際: "international",
  贸易: "trading",
  貿易: "trading",
  商事: "trading",
  实业: "industrial",
  存储: "memory",
  航空: "aviation",
  航天: "aerospace",
  中国: "china",
  中國: "china",
  北京: "beijing",
  上海: "shanghai",
  深圳: "shenzhen",
  香港: "hong kong",
  台湾: "taiwan",
  臺灣: "taiwan",
  日本: "japan",
  東京: "tokyo",
  工場: "factory",
  대학교: "university",
  연구소: "research institute",
  기술: "technology",
  전자: "electronics",
  반도체: "semiconductor",
  그룹: "group",
  무역: "trading",
  산업: "industry",
  университет: "university",
  институт: "institute",
  завод: "plant",
  научно: "scientific",
  исследовательский: "research",
  технологии: "technology",
  электроника: "electronics",
  торговый: "trading",
  جامعة: "university",
  دانشگاه: "university",
  التجارية: "trading",
};

/** Legal forms and common words of other scripts; the longest that begins at a place counts. */
export const otherScripts: ReadonlyMap<string, string> = new Map([
  ...OTHER_SCRIPTS.map((form) => [form, ""] as const),
  ...Object.entries(TRANSLATIONS),
]);

/** Words that lists write in one of several ways, in one spelling. */
export const sameWords: ReadonlyMap<string, string> = new Map(
  Object.entries({
    tech: "technology",
    technologies: "technology",
    technical: "technology",
    technological: "technology",
    electronic: "electronics",
    industries: "industry",
    industrial: "industry",
    ind: "industry",
    intl: "international",
    univ: "university",
    inst: "institute",
    instit: "institute",
    centre: "center",
    centres: "center",
    sciences: "science",
    scientific: "science",
    sci: "science",
    systems: "system",
    services: "service",
    svcs: "service",
    products: "product",
    enterprises: "enterprise",
    semiconductors: "semiconductor",
    microelectronic: "microelectronics",
    engr: "engineering",
    eng: "engineering",
    engineers: "engineering",
    mfg: "manufacturing",
    manufacturers: "manufacturing",
    manufacture: "manufacturing",
    grp: "group",
    trade: "trading",
    traders: "trading",
    organisation: "organization",
    defence: "defense",
    labs: "laboratory",
    lab: "laboratory",
    laboratories: "laboratory",
    dept: "department",
    natl: "national",
    bros: "brothers",
    factories: "factory",
    mohamed: "mohammed",
    mohammad: "mohammed",
    muhammad: "mohammed",
    muhammed: "mohammed",
    mohd: "mohammed",
  }),
);
