namespace DenseEdge.Fleet.Rollouts;

/// <summary>
/// When devices may start. A window over midnight belongs to the day on which it begins; from = to is the whole day.
/// </summary>
/// <param name="From">Beginning, local time, inclusive.</param>
/// <param name="To">End, local time, exclusive.</param>
/// <param name="Days">Days of the week; empty for every day.</param>
/// <param name="TimeZone">An IANA time zone such as Europe/Berlin; null for UTC.</param>
public sealed record RolloutWindow(TimeOnly From, TimeOnly To, IReadOnlyList<DayOfWeek> Days, string? TimeZone);
