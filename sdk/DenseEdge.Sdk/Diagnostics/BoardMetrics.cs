using DenseEdge.Telemetry;

namespace DenseEdge.Sdk.Diagnostics;

/// <summary>Offers the board's sensors while at least one pipeline runs: one meter for the process, however many there are.</summary>
internal static class BoardMetrics
{
    private static readonly Lock Gate = new();
    private static BoardSensors? _sensors;
    private static BoardMeter? _meter;
    private static int _users;

    /// <summary>Adds a user.</summary>
    internal static void Acquire()
    {
        lock (Gate)
        {
            if (_users++ == 0)
            {
                _sensors = BoardSensors.Open();
                _meter = new BoardMeter(_sensors);
            }
        }
    }

    /// <summary>Takes a user away; the last one closes the sensors.</summary>
    internal static void Release()
    {
        lock (Gate)
        {
            if (--_users == 0)
            {
                _meter!.Dispose();
                _sensors!.Dispose();
            }
        }
    }
}
