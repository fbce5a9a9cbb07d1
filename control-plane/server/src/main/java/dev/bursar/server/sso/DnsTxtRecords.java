package dev.bursar.server.sso;

import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.InitialDirContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Asks the machine's own name servers. */
@Component
final class DnsTxtRecords implements TxtRecords {
    private static final Logger LOG = LoggerFactory.getLogger(DnsTxtRecords.class);
    private static final int MOST = 100;

    @Override
    // The naming interface takes no other table; texts are read of its answer and nothing else, from a fixed scheme.
    @SuppressWarnings({"JdkObsolete", "BanJNDI"})
    public List<String> at(String name) {
        Hashtable<String, String> settings = new Hashtable<>();
        settings.put("java.naming.factory.initial", "com.sun.jndi.dns.DnsContextFactory");
        settings.put("com.sun.jndi.dns.timeout.initial", "2000");
        settings.put("com.sun.jndi.dns.timeout.retries", "2");
        try {
            InitialDirContext dns = new InitialDirContext(settings);
            try {
                return texts(dns.getAttributes("dns:///" + name, new String[] {"TXT"})
                        .get("TXT"));
            } finally {
                dns.close();
            }
        } catch (NamingException e) {
            LOG.info(
                    "No TXT record could be read name={} reason={}",
                    name,
                    e.getClass().getSimpleName());
            return List.of();
        }
    }

    private static List<String> texts(@Nullable Attribute records) throws NamingException {
        List<String> texts = new ArrayList<>();
        if (records != null) {
            for (int i = 0; i < Math.min(records.size(), MOST); i++) {
                texts.add(String.valueOf(records.get(i)).replaceAll("^\"|\"$", ""));
            }
        }
        return texts;
    }
}
