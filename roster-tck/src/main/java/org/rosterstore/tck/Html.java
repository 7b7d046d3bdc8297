package org.rosterstore.tck;

/** A page of HTML that is being written. What is put in as text is shown as text, whatever stands in it. */
final class Html {

    private final StringBuilder page = new StringBuilder();

    /** Puts in markup of our own. */
    Html raw(String markup) {
        page.append(markup);
        return this;
    }

    /**
     * Opens an element.
     *
     * @param attributes names and values by turns
     */
    Html open(String element, String... attributes) {
        page.append('<').append(element);
        for (int i = 0; i < attributes.length; i += 2) {
            page.append(' ').append(attributes[i]).append("=\"").append(escaped(PlainText.line(attributes[i + 1])));
            page.append('"');
        }
        page.append('>');
        return this;
    }

    Html close(String element) {
        page.append("</").append(element).append(">");
        return this;
    }

    /** An element with nothing but text in it. */
    Html element(String element, String text, String... attributes) {
        return open(element, attributes).text(text).close(element);
    }

    Html text(String text) {
        page.append(escaped(PlainText.line(text)));
        return this;
    }

    /** Text that others wrote, in whichever direction: it does not reorder what stands around it. */
    Html foreign(String text) {
        return element("bdi", text);
    }

    /** Text whose lines are kept. */
    Html pre(String text) {
        page.append("<pre dir=\"auto\">\n")
                .append(escaped(PlainText.lines(text)))
                .append("</pre>");
        return this;
    }

    Html line() {
        page.append('\n');
        return this;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    @Override
    public String toString() {
        return page.toString();
    }
}
