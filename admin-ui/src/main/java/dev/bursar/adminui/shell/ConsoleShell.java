package dev.bursar.adminui.shell;

import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.page.AppShellConfigurator;
import com.vaadin.flow.component.page.Viewport;
import com.vaadin.flow.server.AppShellSettings;
import com.vaadin.flow.theme.aura.Aura;

/** The HTML page around everything. */
@StyleSheet(Aura.STYLESHEET)
@StyleSheet("bursar/console.css")
@Viewport("width=device-width, initial-scale=1")
public class ConsoleShell implements AppShellConfigurator {
    private static final long serialVersionUID = 1L;

    @Override
    public void configurePage(AppShellSettings settings) {
        settings.addLink("icon", "bursar/mark.svg");
        settings.addMetaTag("description", "Bursar: one key for every model, no cap overspent.");
    }
}
