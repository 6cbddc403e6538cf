namespace DenseEdge.Fleet.Devices;

/// <summary>Devices, their attributes, tags, tokens and pins.</summary>
public interface IDeviceStore
{
    /// <summary>Makes a device known.</summary>
    /// <param name="device">The device.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>The device; a conflict if the identifier is taken.</returns>
    Task<Device> AddAsync(NewDevice device, CancellationToken cancellation = default);

    /// <summary>Makes a device known unless it is already, which changes nothing.</summary>
    /// <param name="device">The device.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>Whether it is new.</returns>
    Task<bool> TryAddAsync(NewDevice device, CancellationToken cancellation = default);

    /// <summary>Finds one device.</summary>
    /// <param name="id">Its identifier.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>The device, or null.</returns>
    Task<Device?> FindAsync(string id, CancellationToken cancellation = default);

    /// <summary>Lists devices.</summary>
    /// <param name="query">Which and how.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>One page; a fault with the position if the filter, the cursor or the order can't be read.</returns>
    Task<Page<Device>> ListAsync(DeviceQuery query, CancellationToken cancellation = default);

    /// <summary>How many devices a filter matches now.</summary>
    /// <param name="filter">A filter; null or empty for all.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>The number.</returns>
    Task<long> CountAsync(string? filter, CancellationToken cancellation = default);

    /// <summary>How many devices there are by state, by health and by version, for the overview and metrics.</summary>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>The numbers.</returns>
    Task<DeviceTotals> TotalsAsync(CancellationToken cancellation = default);

    /// <summary>Changes what operators may change.</summary>
    /// <param name="id">The device.</param>
    /// <param name="change">What to change.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>The device as it is then; a fault if there is none.</returns>
    Task<Device> ChangeAsync(string id, DeviceChange change, CancellationToken cancellation = default);

    /// <summary>Replaces the hash of a device's token.</summary>
    /// <param name="id">The device.</param>
    /// <param name="tokenHash">See <see cref="Access.Secret"/>; null takes the token away.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>A task; a fault if there is no such device.</returns>
    Task SetTokenAsync(string id, string? tokenHash, CancellationToken cancellation = default);

    /// <summary>Forgets a device, its actions and measurements.</summary>
    /// <param name="id">The device.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>Whether there was one.</returns>
    Task<bool> DeleteAsync(string id, CancellationToken cancellation = default);

    /// <summary>What the answer to a poll needs: one indexed read, no write.</summary>
    /// <param name="id">The device.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>The view, or null for a device that isn't known.</returns>
    Task<DevicePoll?> PollAsync(string id, CancellationToken cancellation = default);

    /// <summary>Writes who polled when, in one batch; an unknown device becomes a registered one by it.</summary>
    /// <param name="sightings">The newest of each device.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>A task.</returns>
    Task SeenAsync(IReadOnlyCollection<PollSighting> sightings, CancellationToken cancellation = default);

    /// <summary>
    /// Takes the attributes that a device told of itself (DDI's configData). Names that begin with "denseedge." also set board,
    /// health, installed version and the newest measurement.
    /// </summary>
    /// <param name="id">The device.</param>
    /// <param name="attributes">Names and values.</param>
    /// <param name="mode">How they meet those that are there.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>A task; a fault if there is no such device or a limit is exceeded.</returns>
    Task SetAttributesAsync(
        string id, IReadOnlyDictionary<string, string> attributes, AttributeMode mode, CancellationToken cancellation = default);

    /// <summary>Asks a device for its attributes at its next poll.</summary>
    /// <param name="id">The device.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>A task; a fault if there is no such device.</returns>
    Task RequestAttributesAsync(string id, CancellationToken cancellation = default);

    /// <summary>Sets whether a device confirms every update by itself; turning it on confirms what waits.</summary>
    /// <param name="id">The device.</param>
    /// <param name="autoConfirm">Whether it does.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>A task; a fault if there is no such device.</returns>
    Task SetAutoConfirmAsync(string id, bool autoConfirm, CancellationToken cancellation = default);

    /// <summary>Lets rollouts of a version reach a device again that an abort had pinned.</summary>
    /// <param name="id">The device.</param>
    /// <param name="model">The model.</param>
    /// <param name="version">The version.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>Whether there was such a pin.</returns>
    Task<bool> UnpinAsync(string id, string model, string version, CancellationToken cancellation = default);
}
