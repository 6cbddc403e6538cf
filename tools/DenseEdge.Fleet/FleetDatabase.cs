using DenseEdge.Fleet.Access;
using DenseEdge.Fleet.Actions;
using DenseEdge.Fleet.Audit;
using DenseEdge.Fleet.Changes;
using DenseEdge.Fleet.Devices;
using DenseEdge.Fleet.Measurements;
using DenseEdge.Fleet.Models;
using DenseEdge.Fleet.Repository;
using DenseEdge.Fleet.Rollouts;
using DenseEdge.Fleet.Settings;

namespace DenseEdge.Fleet;

/// <summary>The store on SQLite or PostgreSQL.</summary>
public abstract class FleetDatabase : IFleetStore
{
    /// <inheritdoc/>
    public abstract DatabaseKind Kind { get; }

    /// <inheritdoc/>
    public abstract IDeviceStore Devices { get; }

    /// <inheritdoc/>
    public abstract IModelStore Models { get; }

    /// <inheritdoc/>
    public abstract IActionStore Actions { get; }

    /// <inheritdoc/>
    public abstract IRolloutStore Rollouts { get; }

    /// <inheritdoc/>
    public abstract ITokenStore Tokens { get; }

    /// <inheritdoc/>
    public abstract IAuditStore Audit { get; }

    /// <inheritdoc/>
    public abstract IMeasurementStore Measurements { get; }

    /// <inheritdoc/>
    public abstract IChangeFeed Changes { get; }

    /// <inheritdoc/>
    public abstract IRepositoryStore Repository { get; }

    /// <inheritdoc/>
    public abstract ISettingStore Settings { get; }

    /// <summary>Opens a database, and makes or brings up its schema.</summary>
    /// <param name="options">Which and how.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>The store.</returns>
    /// <exception cref="FleetException">The schema is of a newer program.</exception>
    public static Task<FleetDatabase> OpenAsync(FleetDatabaseOptions options, CancellationToken cancellation = default) =>
        throw new PlatformNotSupportedException("The store's bodies follow.");

    /// <inheritdoc/>
    public abstract Task<DateTimeOffset> NowAsync(CancellationToken cancellation = default);

    /// <inheritdoc/>
    public abstract Task MaintainAsync(CancellationToken cancellation = default);

    /// <inheritdoc/>
    public abstract Task BackupAsync(Stream output, CancellationToken cancellation = default);

    /// <inheritdoc/>
    public abstract Task RestoreAsync(Stream input, bool replace, CancellationToken cancellation = default);

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();

    internal abstract Task<int> TickAsync(CancellationToken cancellation);
}
