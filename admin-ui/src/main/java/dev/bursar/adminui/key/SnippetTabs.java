package dev.bursar.adminui.key;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Pre;
import dev.bursar.adminui.component.CopyButton;
import dev.bursar.adminui.component.Segments;
import java.util.List;

/** Snippets by language. */
final class SnippetTabs extends Div {
    private static final long serialVersionUID = 1L;

    SnippetTabs(Snippets snippets) {
        addClassName("snippets");
        Pre code = new Pre();
        code.getElement().setAttribute("data-test", "snippet");
        code.getElement().setAttribute("tabindex", "0");
        Div copy = new Div();
        copy.addClassName("snippet-copy");
        Segments<Snippets.Language> tabs = new Segments<>(
                "Language",
                List.of(Snippets.Language.values()),
                Snippets.Language::label,
                language -> "snippet-" + language.test(),
                language -> show(snippets, language, code, copy));
        tabs.press(Snippets.Language.CURL);
        show(snippets, Snippets.Language.CURL, code, copy);
        Div box = new Div(code, copy);
        box.addClassName("snippet-box");
        add(tabs, box);
    }

    private static void show(Snippets snippets, Snippets.Language language, Pre code, Div copy) {
        String text = snippets.in(language);
        code.setText(text);
        copy.removeAll();
        copy.add(new CopyButton(text, language.label() + " snippet"));
    }
}
