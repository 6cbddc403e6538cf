using DenseEdge.Bundles;
using DenseEdge.Bundles.Choosing;

namespace DenseEdge.Cli.Flashing;

/// <summary>Whether a model of the bundle fits the device's engines and board.</summary>
internal static class ModelsFinding
{
    /// <summary>Judges.</summary>
    /// <param name="manifest">The bundle.</param>
    /// <param name="facts">The device; null if its agent is too old to tell.</param>
    public static PreflightFinding Of(BundleManifest manifest, DeviceFacts? facts)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        if (facts is null)
        {
            return new PreflightFinding(
                "models", PreflightState.Warning, "the installed agent is too old to name its engines",
                "It judges the bundle itself; bring it up to date with --install-agent");
        }

        BundleChoice choice = BundleChoice.For(manifest, facts);
        return choice.Fits
            ? new PreflightFinding("models", PreflightState.Good, $"{choice.Variant.File} on {choice.Provider}")
            : new PreflightFinding(
                "models", PreflightState.Fault,
                "expected a model that fits the device, found none: "
                + string.Join("; ", choice.Refusals.Select(refusal => $"{refusal.File}: {refusal.Reason}")),
                "Export the model for this device and put it into the bundle");
    }
}
