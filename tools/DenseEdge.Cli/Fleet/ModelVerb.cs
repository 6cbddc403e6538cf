using System.Globalization;
using DenseEdge.Cli.Running;
using DenseEdge.FleetApi;

namespace DenseEdge.Cli.Fleet;

/// <summary>denseedge fleet models.</summary>
internal static class ModelVerb
{
    private const double BytesPerMegabyte = 1e6;

    /// <summary>Lists versions of models.</summary>
    /// <param name="session">The server.</param>
    /// <param name="cancellation">Ctrl-C.</param>
    public static async Task<int> ListAsync(FleetSession session, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(session);
        session.Answer(await session.Client.ListModelsAsync(cancellation).ConfigureAwait(false), Table);
        return ExitCodes.Done;
    }

    /// <summary>Deletes a version of a model.</summary>
    /// <param name="session">The server.</param>
    /// <param name="id">Its number.</param>
    /// <param name="cancellation">Ctrl-C.</param>
    public static async Task<int> DeleteAsync(FleetSession session, long id, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(session);
        await session.Client.DeleteModelAsync(id, cancellation).ConfigureAwait(false);
        return ExitCodes.Done;
    }

    private static string Table(IReadOnlyList<ModelView> models)
    {
        TextTable table = new("id", "model", "version", "release", "kind", "size", "devices", "published", "digest");
        foreach (ModelView model in models)
        {
            table.Add(
                model.Id.ToString(CultureInfo.InvariantCulture), model.Model, model.Version,
                model.Release.ToString(CultureInfo.InvariantCulture), model.Kind,
                TerminalText.Of(model.SizeBytes / BytesPerMegabyte, "MB"), model.Devices.ToString(CultureInfo.InvariantCulture),
                TerminalText.Of(model.Created), model.Digest);
        }

        return table.ToString();
    }
}
