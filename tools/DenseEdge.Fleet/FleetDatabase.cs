using DenseEdge.Fleet.Access;
using DenseEdge.Fleet.Actions;
using DenseEdge.Fleet.Audit;
using DenseEdge.Fleet.Backup;
using DenseEdge.Fleet.Changes;
using DenseEdge.Fleet.Devices;
using DenseEdge.Fleet.Measurements;
using DenseEdge.Fleet.Models;
using DenseEdge.Fleet.Repository;
using DenseEdge.Fleet.Rollouts;
using DenseEdge.Fleet.Schema;
using DenseEdge.Fleet.Settings;
using DenseEdge.Fleet.Sql;

namespace DenseEdge.Fleet;

/// <summary>The store on SQLite or PostgreSQL.</summary>
public sealed class FleetDatabase : IFleetStore
{
    private readonly StoreContext _context;
    private readonly ChangeFeed _changes;

    private FleetDatabase(StoreContext context)
    {
        _context = context;
        _changes = new ChangeFeed(context);
        Devices = new DeviceStore(context);
        Models = new ModelStore(context);
        Actions = new ActionStore(context);
        Rollouts = new RolloutStore(context);
        Tokens = new TokenStore(context);
        Audit = new AuditStore(context);
        Measurements = new MeasurementStore(context);
        Repository = new RepositoryStore(context);
        Settings = new SettingStore(context);
    }

    /// <inheritdoc/>
    public DatabaseKind Kind => Sql.Dialect.Kind;

    /// <inheritdoc/>
    public IDeviceStore Devices { get; }

    /// <inheritdoc/>
    public IModelStore Models { get; }

    /// <inheritdoc/>
    public IActionStore Actions { get; }

    /// <inheritdoc/>
    public IRolloutStore Rollouts { get; }

    /// <inheritdoc/>
    public ITokenStore Tokens { get; }

    /// <inheritdoc/>
    public IAuditStore Audit { get; }

    /// <inheritdoc/>
    public IMeasurementStore Measurements { get; }

    /// <inheritdoc/>
    public IChangeFeed Changes => _changes;

    /// <inheritdoc/>
    public IRepositoryStore Repository { get; }

    /// <inheritdoc/>
    public ISettingStore Settings { get; }

    internal SqlDatabase Sql => _context.Sql;

    /// <summary>Opens a database, and makes or brings up its schema.</summary>
    /// <param name="options">Which and how.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>The store.</returns>
    /// <exception cref="FleetException">The schema is of a newer program.</exception>
    public static async Task<FleetDatabase> OpenAsync(FleetDatabaseOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        SqlDatabase sql = KindOf(options.Database) == DatabaseKind.PostgreSql
            ? new PostgresDatabase(options.Database, options.UseDatabaseTime ? null : options.Time)
            : new SqliteDatabase(options.Database, options.Time);
        try
        {
            await Migrator.BringUpAsync(sql, Migration.All, cancellation).ConfigureAwait(false);
            return new FleetDatabase(new StoreContext(sql, options));
        }
        catch
        {
            await sql.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Which database a text names.</summary>
    /// <param name="database">A PostgreSQL connection text, or the path of an SQLite file.</param>
    /// <returns>PostgreSQL if the text sets "Host" or "Server"; a path otherwise.</returns>
    public static DatabaseKind KindOf(string database)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(database);
        bool namesHost = database.Split(';').Any(part =>
            part.Split('=', 2) is [string key, _] && key.Trim().ToUpperInvariant() is "HOST" or "SERVER");
        return namesHost ? DatabaseKind.PostgreSql : DatabaseKind.Sqlite;
    }

    /// <inheritdoc/>
    public async Task<DateTimeOffset> NowAsync(CancellationToken cancellation = default) =>
        DateTimeOffset.FromUnixTimeMilliseconds(
        await Sql.ReadAsync(session => session.NowMsAsync(), cancellation).ConfigureAwait(false));

    /// <inheritdoc/>
    public Task MaintainAsync(CancellationToken cancellation = default) => Sql.WriteAsync(
        async session =>
        {
            await _changes.DropOldAsync(session).ConfigureAwait(false);
            await session.ExecuteAsync(
                $"""
                DELETE FROM audit WHERE id <=
                    (SELECT a.id FROM audit a ORDER BY a.id DESC LIMIT 1 OFFSET {_context.Limits.AuditEntries})
                """).ConfigureAwait(false);
        },
        cancellation);

    /// <inheritdoc/>
    public Task BackupAsync(Stream output, CancellationToken cancellation = default) =>
        DumpWriter.WriteAsync(Sql, output, cancellation);

    /// <inheritdoc/>
    public Task RestoreAsync(Stream input, bool replace, CancellationToken cancellation = default) =>
        DumpReader.RestoreAsync(Sql, input, replace, cancellation);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Sql.DisposeAsync();
}
