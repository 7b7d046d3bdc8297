package org.rosterstore.xml;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XmlTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"", "a", "\t\n\r ", "\u007F\u0085\u2028", "\uE000\uFFFD", "\uD800\uDC00", "\uDBFF\uDFFF", "<&>"})
    void whatXmlCarries(String text) {
        assertThat(XmlText.isCarriable(text)).isTrue();
        assertThat(XmlText.isCarriable("a" + text + "b")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0000",
                "\u0001",
                "\u0008",
                "\u000B",
                "\u000C",
                "\u001F",
                "\uFFFE",
                "\uFFFF",
                "\uD800",
                "\uDFFF",
                "\uDC00\uD800",
                "\uD83D\uD83D\uDE00"
            })
    void whatItDoesNot(String text) {
        assertThat(XmlText.isCarriable(text)).isFalse();
        assertThat(XmlText.isCarriable("a" + text)).isFalse();
        assertThat(XmlText.isCarriable(text + "b")).isFalse();
        assertThat(XmlText.isCarriable("a😀" + text + "b")).isFalse();
    }

    @Test
    void names() {
        assertThat(XmlText.isName("a-1.ö")).isTrue();
        assertThat(XmlText.isName("")).isFalse();
        assertThat(XmlText.isName("1a")).isFalse();
        assertThat(XmlText.isName("a:b")).isFalse();
        assertThat(XmlText.isName("a b")).isFalse();
        assertThat(XmlText.isName("a/>")).isFalse();
    }

    @Test
    void whatAParserWouldChangeIsAReference() {
        assertThat(XmlText.attribute("\t\n\r'\"<&>")).isEqualTo("&#9;&#10;&#13;&apos;\"&lt;&amp;&gt;");
        assertThat(XmlText.content("\t\n\r'\"<&>]]>")).isEqualTo("\t\n&#13;'\"&lt;&amp;&gt;]]&gt;");
    }
}
