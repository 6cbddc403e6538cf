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

/// <summary>
/// What a fleet server knows, one facet per property. Any number of nodes may share one store; every member is thread safe.
/// </summary>
/// <remarks>
/// Every change is one transaction that is on the disk when its task ends, except <see cref="IDeviceStore.SeenAsync"/>'s caller,
/// who gathers. A fault of the caller is a <see cref="FleetException"/>; a fault of the database is the provider's DbException.
/// </remarks>
public interface IFleetStore : IAsyncDisposable
{
    /// <summary>Which database this is.</summary>
    DatabaseKind Kind { get; }

    /// <summary>Devices, their attributes, tags, tokens and pins.</summary>
    IDeviceStore Devices { get; }

    /// <summary>Model versions and their artifacts' digests.</summary>
    IModelStore Models { get; }

    /// <summary>What devices are told to do and what they answered.</summary>
    IActionStore Actions { get; }

    /// <summary>Rollouts; <see cref="Fleet.Rollouts.RolloutEngine"/> moves them.</summary>
    IRolloutStore Rollouts { get; }

    /// <summary>Tokens of people and programs.</summary>
    ITokenStore Tokens { get; }

    /// <summary>Who did what.</summary>
    IAuditStore Audit { get; }

    /// <summary>Latency and temperature as the devices measured them.</summary>
    IMeasurementStore Measurements { get; }

    /// <summary>What changed since a moment.</summary>
    IChangeFeed Changes { get; }

    /// <summary>Names of the signed repository's files.</summary>
    IRepositoryStore Repository { get; }

    /// <summary>Values that all nodes share, such as the gateway token's hash.</summary>
    ISettingStore Settings { get; }

    /// <summary>The moment by which the store decides: the database's clock, or the given one on SQLite.</summary>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>The moment, UTC. Also proves that the database answers.</returns>
    Task<DateTimeOffset> NowAsync(CancellationToken cancellation = default);

    /// <summary>
    /// Removes what is past its bound: old changes, audit entries beyond their limit. Call it about once a minute.
    /// </summary>
    /// <param name="cancellation">Stops between statements.</param>
    /// <returns>A task.</returns>
    Task MaintainAsync(CancellationToken cancellation = default);

    /// <summary>Writes everything into one checksummed dump that either database can restore.</summary>
    /// <param name="output">Receives the dump; left open.</param>
    /// <param name="cancellation">Stops writing; the dump is then useless.</param>
    /// <returns>A task.</returns>
    Task BackupAsync(Stream output, CancellationToken cancellation = default);

    /// <summary>Reads a dump back, in one transaction: all of it or nothing.</summary>
    /// <param name="input">A dump of <see cref="BackupAsync"/>; left open.</param>
    /// <param name="replace">Whether a database that isn't empty is emptied first.</param>
    /// <param name="cancellation">Stops; nothing has changed then.</param>
    /// <returns>A task.</returns>
    /// <exception cref="InvalidDataException">The dump is damaged, cut short or of a newer version.</exception>
    /// <exception cref="FleetException">The database isn't empty and <paramref name="replace"/> is false.</exception>
    Task RestoreAsync(Stream input, bool replace, CancellationToken cancellation = default);
}
