using DenseEdge.Agent.Updating;
using DenseEdge.Bundles;
using DenseEdge.Bundles.Choosing;
using DenseEdge.Contracts;
using DenseEdge.Sdk;

namespace DenseEdge.Agent.Sources;

/// <summary>The variant of a bundle that this device runs.</summary>
/// <param name="Variant">The model file.</param>
/// <param name="Provider">What shall compute it.</param>
/// <param name="PromiseMs">The 95th percentile that it promises on this board, in milliseconds; null if the promise is one for
/// another board, or there is none.</param>
internal sealed record VariantChoice(ModelVariant Variant, ExecutionProvider Provider, double? PromiseMs)
{
    /// <summary>How large an engine built of it is expected to be, in bytes: as large as the model, where one is built.</summary>
    public long EngineBytes => Provider == ExecutionProvider.TensorRt ? Variant.Size : 0;

    /// <summary>What a source gives when it has unpacked it.</summary>
    public FetchedModel Fetched => new(Variant.File, PromiseMs)
    {
        Precision = Variant.Precision.Key(),
        Provider = Provider.ToString(),
    };

    /// <exception cref="UpdateException">Nothing in the bundle fits this device; the message says why for each
    /// variant.</exception>
    public static VariantChoice Of(BundleManifest manifest, DeviceFacts device)
    {
        try
        {
            (ModelVariant variant, ExecutionProvider provider) = BundleChoice.For(manifest, device).Require();
            LatencyPromise? promise = variant.LatencyPromise;
            bool isOurs = promise is not null && device.BoardNames.Contains(promise.Board, StringComparer.OrdinalIgnoreCase);
            return new VariantChoice(variant, provider, isOurs ? promise!.P95Ms : null);
        }
        catch (InvalidDataException fault)
        {
            throw new UpdateException(UpdateFailure.Refused, fault.Message, fault);
        }
    }
}
