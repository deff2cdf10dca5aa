package org.wanrenhui.portal.web.internal.page;

import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Writes times and numbers as people say them, in Chinese or English. */
public final class Moments {

    private static final DateTimeFormatter CHINESE_DAY = DateTimeFormatter.ofPattern("M月d日");
    private static final DateTimeFormatter CHINESE_DATE = DateTimeFormatter.ofPattern("yyyy年M月d日");
    private static final DateTimeFormatter CHINESE_TODAY =
            DateTimeFormatter.ofPattern("M月d日 EEEE", Locale.SIMPLIFIED_CHINESE);
    private static final DateTimeFormatter ENGLISH_DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
    private static final DateTimeFormatter ENGLISH_DATE = DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);
    private static final DateTimeFormatter ENGLISH_WHEN =
            DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter ENGLISH_TODAY = DateTimeFormatter.ofPattern("EEEE, d MMMM", Locale.ENGLISH);

    private final ZoneId zone;

    public Moments(ZoneId zone) {
        this.zone = zone;
    }

    /** Id of the zone. */
    String zone() {
        return zone.getId();
    }

    /** Distance from now for the last week, then the day. */
    public String ago(Instant at, Instant now, Locale locale) {
        boolean english = Texts.english(locale);
        Duration since = Duration.between(at, now);
        if (since.isNegative() && since.abs().compareTo(Duration.ofMinutes(1)) > 0) {
            return when(at, locale);
        }
        long minutes = since.toMinutes();
        if (minutes < 1) {
            return english ? "just now" : "刚刚";
        }
        if (minutes < 60) {
            return english ? minutes + " min ago" : minutes + " 分钟前";
        }
        if (minutes < 24 * 60) {
            long hours = minutes / 60;
            return english ? hours + " h ago" : hours + " 小时前";
        }
        long days = since.toDays();
        if (days < 7) {
            return english ? days + (days == 1 ? " day ago" : " days ago") : days + " 天前";
        }
        ZonedDateTime then = at.atZone(zone);
        boolean thisYear = then.getYear() == now.atZone(zone).getYear();
        if (english) {
            return then.format(thisYear ? ENGLISH_DAY : ENGLISH_DATE);
        }
        return then.format(thisYear ? CHINESE_DAY : CHINESE_DATE);
    }

    /** Date and time of day. */
    public String when(Instant at, Locale locale) {
        ZonedDateTime then = at.atZone(zone);
        if (Texts.english(locale)) {
            return then.format(ENGLISH_WHEN);
        }
        // by hand: a page of posts has dozens, and a formatter takes a microsecond for each
        var text = new StringBuilder(18);
        text.append(then.getYear()).append('年').append(then.getMonthValue()).append('月');
        text.append(then.getDayOfMonth())
                .append('日')
                .append(then.getHour() < 10 ? " 0" : " ")
                .append(then.getHour());
        return text.append(then.getMinute() < 10 ? ":0" : ":")
                .append(then.getMinute())
                .toString();
    }

    /** Day of the month and of the week. */
    public String today(Instant now, Locale locale) {
        return LocalDate.ofInstant(now, zone).format(Texts.english(locale) ? ENGLISH_TODAY : CHINESE_TODAY);
    }

    /** Hour of the day, 0 to 23. */
    public int hour(Instant now) {
        return now.atZone(zone).getHour();
    }

    static String number(Number number, Locale locale) {
        if (number instanceof Integer || number instanceof Long) {
            long whole = number.longValue();
            if (whole >= 0 && whole < 1000) {
                return Long.toString(whole);
            }
        }
        return NumberFormat.getInstance(locale).format(number);
    }
}
