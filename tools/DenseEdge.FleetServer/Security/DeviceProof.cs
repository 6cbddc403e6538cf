using DenseEdge.Fleet;
using DenseEdge.Fleet.Access;
using DenseEdge.Fleet.Devices;
using DenseEdge.FleetServer.Settings;

namespace DenseEdge.FleetServer.Security;

/// <summary>Decides whether a client is the device that the path names. One read, which the poll then goes on with.</summary>
internal sealed class DeviceProof
{
    private const int ShortestFirstToken = 16;

    private readonly IFleetStore _store;
    private readonly string? _gatewayHash;
    private readonly bool _isOpen;

    /// <summary>Makes one.</summary>
    public DeviceProof(IFleetStore store, ServerSettings settings)
    {
        _store = store;
        _gatewayHash = settings.GatewayToken is { } token ? Secret.Hash(token) : null;
        _isOpen = settings.OpenRegistration;
    }

    /// <summary>Whether a credential is the gateway's.</summary>
    public bool IsGateway(Credential credential) => credential.Scheme == Credential.GatewayToken
        && _gatewayHash is { } hash && SecretProof.Matches(credential.Secret, hash);

    /// <summary>Proves a device.</summary>
    /// <param name="id">The id in the path.</param>
    /// <param name="credential">What the client shows.</param>
    /// <param name="mayRegister">Whether this request may make a device known: polls do.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>The device; null if the credential isn't one for it. With the gateway's token, null also tells that there is no
    /// such device.</returns>
    public async ValueTask<DevicePoll?> ProveAsync(
        string id, Credential credential, bool mayRegister, CancellationToken cancellation)
    {
        if (credential.Scheme == Credential.GatewayToken)
        {
            return IsGateway(credential) ? await FindOrAddAsync(id, null, mayRegister, cancellation) : null;
        }

        if (credential.Scheme != Credential.TargetToken)
        {
            return null;
        }

        DevicePoll? device = await _store.Devices.PollAsync(id, cancellation);
        if (device is null && _isOpen && credential.Secret.Length >= ShortestFirstToken)
        {
            device = await FindOrAddAsync(id, Secret.Hash(credential.Secret), mayRegister, cancellation);
        }

        // Of several clients that show themselves under one new id at once, the one whose token was kept is the device.
        return device?.TokenHash is { } hash && SecretProof.Matches(credential.Secret, hash) ? device : null;
    }

    private async ValueTask<DevicePoll?> FindOrAddAsync(
        string id, string? tokenHash, bool mayRegister, CancellationToken cancellation)
    {
        DevicePoll? device = await _store.Devices.PollAsync(id, cancellation);
        if (device is null && mayRegister)
        {
            await _store.Devices.TryAddAsync(new NewDevice { Id = id, TokenHash = tokenHash }, cancellation);
            device = await _store.Devices.PollAsync(id, cancellation);
        }

        return device;
    }
}
