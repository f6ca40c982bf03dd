/** Markup of a known plug-in: classes of an item, its title, its text, and what in its title is an icon though it holds letters. */
export interface Plugin {
  rule: string;
  item: string;
  question: string;
  answer: string;
  icon?: string | undefined;
  /** Made for questions; an accordion may as well hold sizes and shipping. */
  faq?: boolean;
}

/**
 * Rule (with `!` where it is made for questions), then the classes of item, question (or its tags), answer and such icons; `x` where the item is
 * a `<details>`, which says itself what its parts are.
 */
const TABLE = `yoast-faq! schema-faq-section schema-faq-question schema-faq-answer
rank-math-faq! rank-math-list-item rank-math-question rank-math-answer
rank-math-faq! rank-math-faq-item rank-math-question rank-math-answer
spectra-faq! uagb-faq-item uagb-question uagb-faq-content uagb-faq-icon-wrap,.uagb-icon
accordion! ewd-ufaq-faq-div ewd-ufaq-faq-title ewd-ufaq-faq-body ewd-ufaq-post-margin-symbol
accordion! sc_fs_faq h2,h3,h4,summary sc_fs_faq__content
wordpress-accordion wp-block-accordion-item wp-block-accordion-heading wp-block-accordion-panel
wordpress-accordion wp-block-accordion-item wp-block-accordion-item__heading wp-block-accordion-item__panel
elementor-accordion elementor-accordion-item elementor-tab-title elementor-tab-content
elementor-toggle elementor-toggle-item elementor-tab-title elementor-tab-content
elementor-nested-accordion e-n-accordion-item e-n-accordion-item-title x
divi-toggle et_pb_toggle et_pb_toggle_title et_pb_toggle_content
accordion fusion-panel panel-heading panel-collapse
kadence-accordion kt-accordion-pane kt-accordion-header-wrap kt-accordion-panel
beaver-accordion fl-accordion-item fl-accordion-button fl-accordion-content fl-accordion-button-icon
bricks-accordion accordion-item accordion-title-wrapper accordion-content-wrapper
generateblocks-accordion gb-accordion__item gb-accordion__toggle gb-accordion__content
wpbakery-accordion vc_tta-panel vc_tta-panel-heading vc_tta-panel-body
wpbakery-toggle vc_toggle vc_toggle_title vc_toggle_content
shortcodes-ultimate su-spoiler su-spoiler-title su-spoiler-content
easy-accordion sp-ea-single ea-header sp-collapse
ultimate-blocks wp-block-ub-content-toggle-accordion wp-block-ub-content-toggle-accordion-title-wrap wp-block-ub-content-toggle-accordion-content-wrap wp-block-ub-content-toggle-accordion-toggle-wrap
squarespace-accordion accordion-item accordion-item__title-wrapper accordion-item__dropdown
accordion accordion-item accordion-title accordion-inner toggle
accordion oxy-pro-accordion_item oxy-pro-accordion_header oxy-pro-accordion_body
bootstrap-accordion accordion-item accordion-header accordion-collapse
bootstrap-accordion card card-header collapse
bootstrap-accordion panel panel-heading panel-collapse
ghost-toggle kg-toggle-card kg-toggle-heading kg-toggle-content
details wp-block-details x x
details details x x`;

export const PLUGINS: readonly Plugin[] = TABLE.split('\n').map((line) => {
  const [rule = '', item = '', question = '', answer = '', icon] = line.split(' ');
  return { rule: rule.replace('!', ''), item, question, answer, icon, faq: rule.endsWith('!') };
});
