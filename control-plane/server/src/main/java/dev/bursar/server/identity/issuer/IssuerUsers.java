package dev.bursar.server.identity.issuer;

import static dev.bursar.server.sql.Tables.ISSUER_USER;

import dev.bursar.server.identity.Accounts;
import dev.bursar.server.platform.database.Tenancy;
import dev.bursar.server.platform.web.ProblemException;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Record4;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/** The people whom the embedded issuer knows. */
@Component
@ConditionalOnProperty(name = "bursar.issuer.embedded", matchIfMissing = true)
final class IssuerUsers implements Accounts {
    private final Tenancy tenancy;
    private final PasswordEncoder encoder;
    private final Clock clock;

    IssuerUsers(Tenancy tenancy, PasswordEncoder encoder, Clock clock) {
        this.tenancy = tenancy;
        this.encoder = encoder;
        this.clock = clock;
    }

    @Override
    public void put(String subject, String email, String name, String password) {
        require("password", password, email, name);
        String hash = encoder.encode(password);
        tenancy.platform(tx -> tx.insertInto(ISSUER_USER)
                .set(ISSUER_USER.SUBJECT, subject)
                .set(ISSUER_USER.EMAIL, email.strip().toLowerCase(Locale.ROOT))
                .set(ISSUER_USER.DISPLAY_NAME, name)
                .set(ISSUER_USER.PASSWORD_HASH, hash)
                .set(ISSUER_USER.CREATED_AT, clock.instant())
                .onConflict(ISSUER_USER.SUBJECT)
                .doUpdate()
                .set(ISSUER_USER.PASSWORD_HASH, hash)
                .execute());
    }

    /** @throws ProblemException 400 where the new password breaks a rule */
    void change(User user, String newPassword) {
        require("newPassword", newPassword, user.email(), user.name());
        String hash = encoder.encode(newPassword);
        tenancy.platform(tx -> tx.update(ISSUER_USER)
                .set(ISSUER_USER.PASSWORD_HASH, hash)
                .where(ISSUER_USER.SUBJECT.eq(user.subject()))
                .execute());
    }

    private static void require(String field, String password, String email, String name) {
        PasswordRules.check(password, email, name).ifPresent(broken -> {
            throw ProblemException.field(field, broken.code(), broken.sentence());
        });
    }

    record User(String subject, String email, String name, String passwordHash) {
        @Override
        public String toString() {
            return "User[subject=" + subject + "]";
        }
    }

    Optional<User> byEmail(String email) {
        return find(ISSUER_USER.EMAIL.eq(email.strip().toLowerCase(Locale.ROOT)));
    }

    Optional<User> bySubject(String subject) {
        return find(ISSUER_USER.SUBJECT.eq(subject));
    }

    private Optional<User> find(Condition condition) {
        return tenancy.platform(tx -> tx.select(
                        ISSUER_USER.SUBJECT, ISSUER_USER.EMAIL, ISSUER_USER.DISPLAY_NAME, ISSUER_USER.PASSWORD_HASH)
                .from(ISSUER_USER)
                .where(condition)
                .fetchOptional(IssuerUsers::user));
    }

    private static User user(Record4<String, String, String, String> row) {
        return new User(row.value1(), row.value2(), row.value3(), row.value4());
    }
}
