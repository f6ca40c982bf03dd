/** Markup of a known plug-in: classes of an item, its title, its text, and the icons in its title. */
export interface Plugin {
  rule: string;
  item: string;
  question: string;
  answer: string;
  icon?: string;
  /** Made for questions; an accordion may as well hold sizes and shipping. */
  faq?: boolean;
}

export const PLUGINS: readonly Plugin[] = [
  { rule: 'yoast-faq', item: 'schema-faq-section', question: 'schema-faq-question', answer: 'schema-faq-answer', faq: true },
  { rule: 'rank-math-faq', item: 'rank-math-list-item', question: 'rank-math-question', answer: 'rank-math-answer', faq: true },
  { rule: 'rank-math-faq', item: 'rank-math-faq-item', question: 'rank-math-question', answer: 'rank-math-answer', faq: true },
  {
    rule: 'spectra-faq',
    item: 'uagb-faq-item',
    question: 'uagb-question',
    answer: 'uagb-faq-content',
    icon: '.uagb-faq-icon-wrap, .uagb-icon',
    faq: true,
  },
  {
    rule: 'wordpress-accordion',
    item: 'wp-block-accordion-item',
    question: 'wp-block-accordion-heading',
    answer: 'wp-block-accordion-panel',
    icon: '.wp-block-accordion-heading__toggle-icon',
  },
  {
    rule: 'wordpress-accordion',
    item: 'wp-block-accordion-item',
    question: 'wp-block-accordion-item__heading',
    answer: 'wp-block-accordion-item__panel',
    icon: '[class*="toggle-icon"]',
  },
  {
    rule: 'elementor-accordion',
    item: 'elementor-accordion-item',
    question: 'elementor-tab-title',
    answer: 'elementor-tab-content',
    icon: '.elementor-accordion-icon',
  },
  {
    rule: 'elementor-toggle',
    item: 'elementor-toggle-item',
    question: 'elementor-tab-title',
    answer: 'elementor-tab-content',
    icon: '.elementor-toggle-icon',
  },
  {
    rule: 'elementor-nested-accordion',
    item: 'e-n-accordion-item',
    question: 'e-n-accordion-item-title',
    answer: '',
    icon: '.e-n-accordion-item-title-icon',
  },
  { rule: 'divi-toggle', item: 'et_pb_toggle', question: 'et_pb_toggle_title', answer: 'et_pb_toggle_content' },
  {
    rule: 'kadence-accordion',
    item: 'kt-accordion-pane',
    question: 'kt-accordion-header-wrap',
    answer: 'kt-accordion-panel',
    icon: '.kt-blocks-accordion-icon-trigger',
  },
  {
    rule: 'beaver-accordion',
    item: 'fl-accordion-item',
    question: 'fl-accordion-button',
    answer: 'fl-accordion-content',
    icon: '.fl-accordion-button-icon',
  },
  {
    rule: 'bricks-accordion',
    item: 'accordion-item',
    question: 'accordion-title-wrapper',
    answer: 'accordion-content-wrapper',
    icon: '.icon',
  },
  {
    rule: 'generateblocks-accordion',
    item: 'gb-accordion__item',
    question: 'gb-accordion__toggle',
    answer: 'gb-accordion__content',
    icon: '.gb-accordion__toggle-icon, .gb-icon',
  },
  {
    rule: 'wpbakery-accordion',
    item: 'vc_tta-panel',
    question: 'vc_tta-panel-heading',
    answer: 'vc_tta-panel-body',
    icon: '.vc_tta-controls-icon',
  },
  {
    rule: 'wpbakery-toggle',
    item: 'vc_toggle',
    question: 'vc_toggle_title',
    answer: 'vc_toggle_content',
    icon: '.vc_toggle_icon',
  },
  {
    rule: 'shortcodes-ultimate',
    item: 'su-spoiler',
    question: 'su-spoiler-title',
    answer: 'su-spoiler-content',
    icon: '.su-spoiler-icon',
  },
  { rule: 'easy-accordion', item: 'sp-ea-single', question: 'ea-header', answer: 'sp-collapse', icon: '.ea-expand-icon' },
  {
    rule: 'ultimate-blocks',
    item: 'wp-block-ub-content-toggle-accordion',
    question: 'wp-block-ub-content-toggle-accordion-title-wrap',
    answer: 'wp-block-ub-content-toggle-accordion-content-wrap',
    icon: '.wp-block-ub-content-toggle-accordion-toggle-wrap',
  },
  {
    rule: 'squarespace-accordion',
    item: 'accordion-item',
    question: 'accordion-item__title-wrapper',
    answer: 'accordion-item__dropdown',
    icon: '.accordion-icon-container',
  },
  { rule: 'bootstrap-accordion', item: 'accordion-item', question: 'accordion-header', answer: 'accordion-collapse' },
  { rule: 'bootstrap-accordion', item: 'card', question: 'card-header', answer: 'collapse' },
  { rule: 'bootstrap-accordion', item: 'panel', question: 'panel-heading', answer: 'panel-collapse' },
  {
    rule: 'ghost-toggle',
    item: 'kg-toggle-card',
    question: 'kg-toggle-heading',
    answer: 'kg-toggle-content',
    icon: '.kg-toggle-card-icon',
  },
  { rule: 'details', item: 'wp-block-details', question: '', answer: '' },
  { rule: 'details', item: 'details', question: '', answer: '' },
];
