package dev.bursar.adminui.component;

import com.vaadin.flow.component.icon.SvgIcon;
import java.util.Locale;

/** The console's own line icons, one symbol each in {@code icons.svg}. */
public enum Icon {
    HOME,
    WALLET,
    CHART,
    KEY,
    PEOPLE,
    CATALOG,
    PLUG,
    AUDIT,
    SERVER,
    SETTINGS,
    SEARCH,
    PLUS,
    COPY,
    CHECK,
    ALERT,
    INFO,
    SUN,
    MOON,
    SYSTEM,
    OUT,
    UP,
    DOWN,
    RIGHT,
    DOWNLOAD,
    TABLE,
    COLUMNS,
    EDIT,
    PAUSE,
    PLAY,
    STOP,
    CLOCK,
    SHIELD,
    BUILDING,
    CLOSE,
    DOTS,
    LEDGER,
    BELL,
    HAND,
    TEAM,
    PROJECT,
    CLASS,
    PERSON,
    DOUBT,
    INBOX,
    MACHINE;

    /** Decoration only: what it stands beside says the same in words. */
    public SvgIcon create() {
        SvgIcon icon = new SvgIcon("bursar/icons.svg", name().toLowerCase(Locale.ROOT));
        icon.getElement().setAttribute("aria-hidden", "true");
        return icon;
    }
}
