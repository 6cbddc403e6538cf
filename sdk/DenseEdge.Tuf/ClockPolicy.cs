using System.Text;
using DenseEdge.Storage;
using DenseEdge.Tuf.Metadata;

namespace DenseEdge.Tuf;

/// <summary>
/// What time it is on a machine whose clock may be in 1970 or in 2100. A floor that only rises stands in for a clock that is not
/// synchronised and shows less; and no single source can lift that floor far into the future, where everything has expired.
/// </summary>
/// <remarks>The floor is the latest of: when this program was made, and when the last accepted timestamp was signed or the clock
/// was synchronised. It is kept in the metadata folder. A clock that shows too much makes metadata look expired: the update
/// fails,
/// what runs goes on running, and the next update with a right clock succeeds.</remarks>
public sealed class ClockPolicy
{
    /// <summary>No metadata for this program was signed before.</summary>
    public static readonly DateTimeOffset ProgramMade = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    private const string FloorFile = "clock-floor";
    private const int MostFloorBytes = 64;

    // Timestamps are renewed within days, roots within a year or so: one source may say that much time has passed, not more.
    private static readonly TimeSpan FarFuture = TimeSpan.FromDays(400);
    private static readonly TimeSpan Agreement = TimeSpan.FromDays(2);

    private readonly TimeProvider _time;
    private readonly Func<bool> _isSynchronised;
    private readonly DateTimeOffset _made;
    private readonly bool _hasFloor;

    private ClockPolicy(TimeProvider time, Func<bool> isSynchronised, DateTimeOffset made, bool hasFloor)
    {
        _time = time;
        _isSynchronised = isSynchronised;
        _made = made;
        _hasFloor = hasFloor;
    }

    /// <summary>Believes the clock, whatever it shows: for desks and build machines.</summary>
    /// <param name="time">The clock; null for the system's.</param>
    public static ClockPolicy Trusting(TimeProvider? time = null)
        => new(time ?? TimeProvider.System, () => true, DateTimeOffset.MinValue, hasFloor: false);

    /// <summary>Keeps a floor: for devices, which may have no battery behind their clock.</summary>
    /// <param name="time">The clock; null for the system's.</param>
    /// <param name="isSynchronised">Whether the clock is synchronised with others; null to ask the kernel.</param>
    /// <param name="made">When the program was made; null for <see cref="ProgramMade"/>.</param>
    public static ClockPolicy WithFloor(TimeProvider? time = null, Func<bool>? isSynchronised = null, DateTimeOffset? made = null)
        => new(time ?? TimeProvider.System, isSynchronised ?? KernelClock.IsSynchronised, made ?? ProgramMade, hasFloor: true);

    /// <summary>The time at which an update starts; it counts as the time until the update ends.</summary>
    /// <param name="files">The disk.</param>
    /// <param name="folder">The metadata folder.</param>
    public DateTimeOffset Start(IFileSystem files, string folder)
    {
        DateTimeOffset now = _time.GetUtcNow();
        if (!_hasFloor || _isSynchronised())
        {
            return now;
        }

        DateTimeOffset floor = Floor(files, folder);
        return now > floor ? now : floor;
    }

    /// <summary>The moment before which it can't be.</summary>
    /// <param name="files">The disk.</param>
    /// <param name="folder">The metadata folder.</param>
    public DateTimeOffset Floor(IFileSystem files, string folder)
    {
        ArgumentNullException.ThrowIfNull(files);
        DateTimeOffset kept = Read(files, PathOf(folder)) ?? DateTimeOffset.MinValue;
        return kept > _made ? kept : _made;
    }

    /// <summary>Lifts the floor after an update that succeeded.</summary>
    /// <param name="files">The disk.</param>
    /// <param name="folder">The metadata folder.</param>
    /// <param name="signed">When the accepted timestamp says that it was signed; null if it doesn't say.</param>
    internal void Accepted(IFileSystem files, string folder, DateTimeOffset? signed)
    {
        if (!_hasFloor)
        {
            return;
        }

        DateTimeOffset floor = Floor(files, folder);
        DateTimeOffset? clock = _isSynchronised() ? _time.GetUtcNow() : null;
        DateTimeOffset lifted = Lifted(floor, signed, clock);
        if (lifted > floor)
        {
            DurableFile.Replace(files, PathOf(folder), JsonFields.TimeText(lifted));
        }
    }

    // Two sources that agree may say anything; one alone no more than a believable step.
    private static DateTimeOffset Lifted(DateTimeOffset floor, DateTimeOffset? signed, DateTimeOffset? clock)
    {
        bool agree = signed is { } first && clock is { } second && (first - second).Duration() <= Agreement;
        DateTimeOffset lifted = floor;
        foreach (DateTimeOffset source in new[] { signed, clock }.OfType<DateTimeOffset>())
        {
            if (source > lifted && (agree || source - floor <= FarFuture))
            {
                lifted = source;
            }
        }

        return lifted;
    }

    private static DateTimeOffset? Read(IFileSystem files, string path)
        => files.FileExists(path) && files.Length(path) <= MostFloorBytes
            ? JsonFields.TryTime(Encoding.ASCII.GetString(DurableFile.Read(files, path, MostFloorBytes)))
            : null;

    private static string PathOf(string folder) => Path.Combine(folder, FloorFile);
}
