using DenseEdge.Storage;

namespace DenseEdge.Agent.Updating;

/// <summary>Where bundles come from: a signed repository over HTTP or in a folder, a registry, one bundle file. A source decides
/// on trust: what it offers has been verified against the device's trusted root.</summary>
public interface IUpdateSource
{
    /// <summary>What it is, for people.</summary>
    string Name { get; }

    /// <summary>Asks for the newest bundle for this device.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Null if there is none.</returns>
    /// <exception cref="UpdateException">The source can't be reached, isn't trusted, or has nothing for this device.</exception>
    Task<UpdateOffer?> CheckAsync(CancellationToken cancellationToken);

    /// <summary>Fetches a bundle and unpacks it.</summary>
    /// <param name="offer">What <see cref="CheckAsync"/> offered.</param>
    /// <param name="files">The disk; all writing goes through it.</param>
    /// <param name="downloads">A folder that exists, for parts that a later call can resume; what an earlier one left there
    /// may be torn.</param>
    /// <param name="staging">A folder to make, that becomes the model's folder: manifest, model, golden frames. Nothing in it
    /// need be synchronised.</param>
    /// <param name="progress">Takes percents.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="UpdateException">The source broke off, or what came is not what was signed.</exception>
    /// <exception cref="IOException">The disk refused.</exception>
    Task<FetchedModel> FetchAsync(
        UpdateOffer offer, IFileSystem files, string downloads, string staging, IProgress<double>? progress,
        CancellationToken cancellationToken);
}
