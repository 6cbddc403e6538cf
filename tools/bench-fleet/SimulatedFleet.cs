using System.Diagnostics;

namespace DenseEdge.FleetBench;

/// <summary>Devices that poll at their interval, each at a moment of its own, as a fleet does whose polls have jitter.</summary>
internal sealed class SimulatedFleet : IDisposable
{
    private readonly SocketsHttpHandler _connections;
    private readonly HttpClient _client;
    private readonly TimeSpan _interval;
    private readonly Lock _gate = new();
    private readonly PriorityQueue<SimulatedDevice, long> _due = new();
    private int _visits;

    /// <summary>Makes a fleet; its first polls are spread over one interval.</summary>
    /// <param name="devices">The devices.</param>
    /// <param name="interval">Time between two polls of one device.</param>
    /// <param name="keepsConnections">Whether polls share connections; devices in the field open one each time.</param>
    /// <param name="seed">Of the moments.</param>
    public SimulatedFleet(IReadOnlyList<SimulatedDevice> devices, TimeSpan interval, bool keepsConnections, int seed)
    {
        Devices = devices;
        _interval = interval;
        _connections = new SocketsHttpHandler
        {
            MaxConnectionsPerServer = 512,
            PooledConnectionLifetime = keepsConnections ? Timeout.InfiniteTimeSpan : TimeSpan.Zero,
            UseCookies = false,
            UseProxy = false,
        };
        _client = new HttpClient(_connections, disposeHandler: false) { Timeout = TimeSpan.FromSeconds(60) };
        Random moments = new(seed);
        long now = Stopwatch.GetTimestamp();
        foreach (SimulatedDevice device in devices)
        {
            _due.Enqueue(device, now + (long)(moments.NextDouble() * Ticks(interval)));
        }
    }

    /// <summary>The devices.</summary>
    public IReadOnlyList<SimulatedDevice> Devices { get; }

    /// <summary>What happened.</summary>
    public FleetTally Tally { get; private set; } = new();

    /// <summary>Counts from zero again.</summary>
    public FleetTally Restart() => Tally = new FleetTally();

    /// <summary>Polls until it is told to end.</summary>
    /// <param name="cancellation">Ends it.</param>
    public async Task RunAsync(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            StartDue(cancellation);
            await Task.Delay(1, CancellationToken.None).ConfigureAwait(false);
        }

        while (Volatile.Read(ref _visits) > 0)
        {
            await Task.Delay(1, CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _client.Dispose();
        _connections.Dispose();
    }

    private static long Ticks(TimeSpan time) => (long)(time.TotalSeconds * Stopwatch.Frequency);

    private void StartDue(CancellationToken cancellation)
    {
        long now = Stopwatch.GetTimestamp();
        while (true)
        {
            SimulatedDevice? device;
            long due;
            lock (_gate)
            {
                if (!_due.TryPeek(out device, out due) || due > now)
                {
                    return;
                }

                _due.Dequeue();
            }

            Interlocked.Increment(ref _visits);
            _ = VisitAsync(device, due, cancellation);
        }
    }

    // A device that is late polls at its own next moment, not at once.
    private async Task VisitAsync(SimulatedDevice device, long due, CancellationToken cancellation)
    {
        try
        {
            await device.VisitAsync(_client, due, Tally, cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException fault) when (!cancellation.IsCancellationRequested)
        {
            Tally.CountFault($"{device.Id}: no answer in time: {fault.Message}");
        }
        catch (OperationCanceledException)
        {
            // The run is over.
        }
        finally
        {
            long interval = Ticks(_interval);
            long late = Math.Max(0, Stopwatch.GetTimestamp() - due);
            lock (_gate)
            {
                _due.Enqueue(device, due + (interval * (1 + (late / interval))));
            }

            Interlocked.Decrement(ref _visits);
        }
    }
}
