package org.wanrenhui.membership.internal.web;

/**
 * What is wrong with a form.
 *
 * @param field name of the field, or empty for the whole
 * @param text  translated
 */
public record FieldError(String field, String text) {}
