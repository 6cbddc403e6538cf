namespace DenseEdge.Fleet.Rollouts;

/// <summary>Finds everything that is wrong with a rollout's settings at once.</summary>
internal static class RolloutSettingsCheck
{
    private const int MostGroups = 50;
    private const int MostSoakSeconds = 30 * 86_400;

    /// <exception cref="FleetException">Something is wrong; the message lists all of it.</exception>
    public static void Check(RolloutSettings settings)
    {
        List<string> faults =
        [
            .. Range(settings.SuccessPercent, 0, 100, "success_percent"),
            .. Range(settings.ErrorPercent, 0, 100, "error_percent"),
            .. Range(settings.MinimumCount, 1, 1_000_000, "minimum_count"),
            .. Range(settings.SoakSeconds, 0, MostSoakSeconds, "soak_seconds"),
            .. Range(settings.Attempts, 1, 10, "attempts"),
            .. Groups(settings.Groups),
            .. settings.Rate is null ? [] : Rate(settings.Rate),
            .. settings.Window is null ? [] : Window(settings.Window),
        ];
        if (faults.Count > 0)
        {
            throw FleetException.Invalid("Rollout settings: " + string.Join(" ", faults));
        }
    }

    private static IEnumerable<string> Groups(IReadOnlyList<GroupSize> groups)
    {
        if (groups is null || groups.Count is 0 or > MostGroups)
        {
            yield return $"Expected 1 to {MostGroups} groups, found {groups?.Count ?? 0}.";
            yield break;
        }

        double before = 0;
        for (int i = 0; i < groups.Count; i++)
        {
            GroupSize group = groups[i];
            if (group.Count is null == group.Percent is null)
            {
                yield return $"Group {i + 1}: expected either a count or a percentage.";
            }
            else if (group.Count is < 1)
            {
                yield return $"Group {i + 1}: expected a count of at least 1, found {group.Count}.";
            }
            else if (group.Percent is double percent)
            {
                if (!(percent > before && percent <= 100))
                {
                    yield return $"Group {i + 1}: percentages count all devices up to the group, so expected above {before} " +
                        $"and at most 100, found {percent}.";
                }

                before = percent;
            }

            if (group.Name is { } name && (name.Length is 0 or > 64 || name.Any(char.IsControl)))
            {
                yield return $"Group {i + 1}: expected a name of 1 to 64 printable characters.";
            }
        }
    }

    private static IEnumerable<string> Rate(RolloutRate rate) =>
    [
        .. Range(rate.PerMinute, 1, 1_000_000, "rate.per_minute"),
        .. Range(rate.GrowthFactor, 1, 10, "rate.growth_factor"),
        .. Range(rate.GrowthEvery, 1, 1_000_000, "rate.growth_every"),
        .. rate.MostPerMinute is double most ? Range(most, rate.PerMinute, 1_000_000, "rate.most_per_minute") : [],
    ];

    private static IEnumerable<string> Window(RolloutWindow window)
    {
        if (window.TimeZone is not null && !TimeZoneInfo.TryFindSystemTimeZoneById(window.TimeZone, out _))
        {
            yield return $"window.time_zone: this machine knows no time zone '{window.TimeZone}'; expected one such as " +
                $"Europe/Berlin or UTC.";
        }

        if (window.Days is null || window.Days.Any(day => !Enum.IsDefined(day)))
        {
            yield return "window.days: expected days of the week.";
        }
    }

    private static IEnumerable<string> Range(double value, double least, double most, string name)
    {
        if (!(value >= least && value <= most))
        {
            yield return FormattableString.Invariant($"{name}: expected {least} to {most}, found {value}.");
        }
    }
}
