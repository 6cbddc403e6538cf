using System.Globalization;
using DenseEdge.Fleet;
using DenseEdge.Fleet.Rollouts;
using Api = DenseEdge.FleetApi;

namespace DenseEdge.FleetServer.Management.Views;

/// <summary>Reads a rollout that somebody asks for; the store checks numbers, this checks words.</summary>
internal static class RolloutRequest
{
    /// <summary>How a time of day is written.</summary>
    public const string TimeForm = "HH:mm";

    private static readonly string[] DayWords = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

    /// <summary>Reads it.</summary>
    /// <param name="asked">What was asked for.</param>
    /// <param name="by">Whose token it was.</param>
    /// <exception cref="FleetException">A time, a day or a group can't be read.</exception>
    public static NewRollout Read(Api.NewRollout asked, string by) => new()
    {
        Name = asked.Name,
        Model = asked.Model,
        Version = asked.Version,
        Filter = asked.Filter,
        CreatedBy = by,
        Start = asked.Start,
        Settings = new RolloutSettings
        {
            Groups = [.. asked.Groups.Select(group => new GroupSize(group.Name, group.Count, group.Percent))],
            SuccessPercent = asked.SuccessPercent,
            ErrorPercent = asked.ErrorPercent,
            MinimumCount = asked.MinimumCount,
            SoakSeconds = asked.SoakSeconds,
            Attempts = asked.Attempts,
            Rate = asked.Rate is { } rate ? Read(rate) : null,
            Window = asked.Window is { } window ? Read(window) : null,
            Forced = asked.Forced,
            Confirmation = asked.Confirmation,
        },
    };

    /// <summary>Writes a day.</summary>
    public static string Word(DayOfWeek day) => DayWords[(int)day];

    private static RolloutRate Read(Api.RolloutRate rate)
    {
        if (rate.GrowthFactor > 1 && rate.GrowthEvery is null)
        {
            throw Invalid("rate.growth_every: expected after how many successes the rate grows, found nothing");
        }

        return new RolloutRate(rate.PerMinute, rate.GrowthFactor, rate.GrowthEvery ?? 1, rate.MostPerMinute);
    }

    private static RolloutWindow Read(Api.RolloutWindow window) => new(
        Time("window.from", window.From), Time("window.to", window.To), [.. window.Days.Select(Day)], window.TimeZone);

    private static TimeOnly Time(string name, string text)
        => TimeOnly.TryParseExact(text, TimeForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out TimeOnly time)
            ? time
            : throw Invalid($"{name}: expected a time such as 22:30, found '{text}'");

    private static DayOfWeek Day(string word)
        => Array.FindIndex(DayWords, known => known.Equals(word, StringComparison.OrdinalIgnoreCase)) is >= 0 and int day
            ? (DayOfWeek)day
            : throw Invalid($"window.days: expected mon, tue, wed, thu, fri, sat or sun, found '{word}'");

    private static FleetException Invalid(string message) => new(FleetFault.Invalid, message + ".");
}
