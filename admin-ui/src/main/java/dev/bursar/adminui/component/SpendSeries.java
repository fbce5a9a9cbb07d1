package dev.bursar.adminui.component;

import dev.bursar.adminapi.usage.UsageReport;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** A usage report as a chart: the largest groups by name, the rest as "Other", quiet buckets as zero. */
public final class SpendSeries {
    /** Series beside "Other": more colours than that nobody tells apart. */
    static final int MOST_NAMED = 6;

    static final String OTHER = "";
    private static final double NANOS_PER_DOLLAR = 1e9;

    private SpendSeries() {}

    public static Chart.Data of(UsageReport report) {
        List<Instant> instants = instants(report);
        Map<String, double[]> sums = new LinkedHashMap<>();
        Map<String, String> names = new LinkedHashMap<>();
        report.groups().stream().limit(MOST_NAMED).forEach(group -> {
            sums.put(group.group(), new double[instants.size()]);
            names.put(group.group(), group.label());
        });
        for (UsageReport.Bucket bucket : report.series()) {
            String key = sums.containsKey(bucket.group()) ? bucket.group() : OTHER;
            double[] values = sums.computeIfAbsent(key, missing -> new double[instants.size()]);
            values[instants.indexOf(bucket.at().toInstant())] += bucket.cost().nanos() / NANOS_PER_DOLLAR;
        }
        List<Chart.Series> series = new ArrayList<>();
        sums.forEach(
                (key, values) -> series.add(new Chart.Series(key, names.getOrDefault(key, "Other"), boxed(values))));
        return new Chart.Data(
                instants.stream().map(Instant::toString).toList(),
                report.grain(),
                Times.readersZone().getId(),
                series);
    }

    private static List<Instant> instants(UsageReport report) {
        ChronoUnit unit = switch (report.grain()) {
            case "minute" -> ChronoUnit.MINUTES;
            case "hour" -> ChronoUnit.HOURS;
            default -> ChronoUnit.DAYS;
        };
        TreeSet<Instant> all = new TreeSet<>();
        OffsetDateTime at = report.from().truncatedTo(unit);
        while (at.isBefore(report.to())) {
            all.add(at.toInstant());
            at = at.plus(1, unit);
        }
        report.series().forEach(bucket -> all.add(bucket.at().toInstant()));
        return List.copyOf(all);
    }

    private static List<Double> boxed(double[] values) {
        List<Double> boxed = new ArrayList<>(values.length);
        for (double value : values) {
            boxed.add(value);
        }
        return boxed;
    }
}
