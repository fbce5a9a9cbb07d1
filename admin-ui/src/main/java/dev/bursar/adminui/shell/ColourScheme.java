package dev.bursar.adminui.shell;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinService;
import dev.bursar.adminui.component.Icon;
import jakarta.servlet.http.Cookie;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Light, dark, or as the reader's system has it; remembered by the browser. */
enum ColourScheme {
    SYSTEM("light dark", "", Icon.SYSTEM, "As the system"),
    LIGHT("light", "light", Icon.SUN, "Light"),
    DARK("dark", "dark", Icon.MOON, "Dark");

    private static final String COOKIE = "BURSAR_SCHEME";

    private final String css;
    private final String theme;
    private final Icon icon;
    private final String label;

    ColourScheme(String css, String theme, Icon icon, String label) {
        this.css = css;
        this.theme = theme;
        this.icon = icon;
        this.label = label;
    }

    static ColourScheme current() {
        return of(VaadinService.getCurrentRequest());
    }

    static ColourScheme of(@Nullable VaadinRequest request) {
        Cookie[] cookies = request == null ? null : request.getCookies();
        if (cookies == null) {
            return SYSTEM;
        }
        return Arrays.stream(cookies)
                .filter(cookie -> cookie.getName().equals(COOKIE))
                .flatMap(
                        cookie -> Arrays.stream(values()).filter(s -> s.stored().equals(cookie.getValue())))
                .findFirst()
                .orElse(SYSTEM);
    }

    /** Shows and remembers it. */
    void apply(UI ui) {
        ui.getPage()
                .executeJs(
                        "document.documentElement.style.colorScheme = $0;"
                                + "document.documentElement.setAttribute('theme', $1);"
                                + "document.cookie = $2 + '=' + $3 + ';path=/;max-age=31536000;samesite=lax';",
                        css,
                        theme,
                        COOKIE,
                        stored());
    }

    ColourScheme next() {
        return values()[(ordinal() + 1) % values().length];
    }

    private String stored() {
        return name().toLowerCase(Locale.ROOT);
    }

    String css() {
        return css;
    }

    String theme() {
        return theme;
    }

    Icon icon() {
        return icon;
    }

    String label() {
        return label;
    }
}
