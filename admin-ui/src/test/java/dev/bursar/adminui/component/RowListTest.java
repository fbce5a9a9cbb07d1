package dev.bursar.adminui.component;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowListTest {
    private final RowList<String> list = new RowList<>(Span::new, "None.");

    @Test
    void keepsRowsThatAreAsTheyWere() {
        list.show(List.of("a", "b", "c"));
        List<Component> before = shown();
        list.show(List.of("a", "x", "c"));
        assertThat(shown()).hasSize(3);
        assertThat(shown().getFirst()).isSameAs(before.getFirst());
        assertThat(shown().get(2)).isSameAs(before.get(2));
        assertThat(words()).containsExactly("a", "x", "c");
    }

    @Test
    void growsAndShrinks() {
        list.show(List.of("a", "b", "c"));
        list.show(List.of("a"));
        assertThat(words()).containsExactly("a");
        list.show(List.of("a", "d"));
        assertThat(words()).containsExactly("a", "d");
    }

    @Test
    void saysThatThereIsNothing() {
        assertThat(words()).containsExactly("None.");
        list.show(List.of("a"));
        assertThat(words()).containsExactly("a");
        list.show(List.of());
        assertThat(words()).containsExactly("None.");
    }

    private List<Component> shown() {
        return list.getChildren().filter(Component::isVisible).toList();
    }

    private List<String> words() {
        return shown().stream().map(one -> one.getElement().getText()).toList();
    }
}
