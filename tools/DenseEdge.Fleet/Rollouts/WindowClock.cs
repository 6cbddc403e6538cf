namespace DenseEdge.Fleet.Rollouts;

/// <summary>Whether a moment lies in a window.</summary>
internal static class WindowClock
{
    /// <param name="window">The window; null is always open.</param>
    /// <param name="now">The moment.</param>
    public static bool IsOpen(RolloutWindow? window, DateTimeOffset now)
    {
        if (window is null)
        {
            return true;
        }

        TimeZoneInfo zone = window.TimeZone is null ? TimeZoneInfo.Utc : TimeZoneInfo.FindSystemTimeZoneById(window.TimeZone);
        DateTimeOffset local = TimeZoneInfo.ConvertTime(now, zone);
        TimeOnly time = TimeOnly.FromTimeSpan(local.TimeOfDay);
        if (window.From < window.To)
        {
            return IsDay(window, local.DayOfWeek) && time >= window.From && time < window.To;
        }

        // Over midnight (or the whole day): the hours after midnight belong to the day before.
        return (time >= window.From && IsDay(window, local.DayOfWeek))
            || (time < window.To && IsDay(window, DayBefore(local.DayOfWeek)));
    }

    private static bool IsDay(RolloutWindow window, DayOfWeek day) => window.Days.Count == 0 || window.Days.Contains(day);

    private static DayOfWeek DayBefore(DayOfWeek day) => (DayOfWeek)(((int)day + 6) % 7);
}
