using static TorchSharp.torch;

namespace DenseEdge.Parity.Tests.Support;

/// <summary>HRNet in evaluation mode on a state with the published names, level by level from its description.</summary>
/// <param name="state">Parameters by name.</param>
internal sealed class PlainHrNet(IReadOnlyDictionary<string, Tensor> state)
{
    private const string Root = "backbone.";

    /// <summary>Computes the four levels.</summary>
    public Tensor[] Compute(Tensor image)
    {
        Tensor features = ConvNorm("conv1", "bn1", image, 2).relu();
        features = ConvNorm("conv2", "bn2", features, 2).relu();
        for (int block = 0; Has($"layer1.{block}.conv1.weight"); block++)
        {
            features = Bottleneck($"layer1.{block}.", features);
        }

        List<Tensor> branches =
        [
            ConvNorm("transition1.0.0", "transition1.0.1", features, 1).relu(),
            ConvNorm("transition1.1.0.0", "transition1.1.0.1", features, 2).relu(),
        ];
        for (int stage = 2; stage <= 4; stage++)
        {
            if (stage > 2)
            {
                string transition = $"transition{stage - 1}.{stage - 1}.0";
                branches.Add(ConvNorm($"{transition}.0", $"{transition}.1", branches[^1], 2).relu());
            }

            for (int module = 0; Has($"stage{stage}.{module}.branches.0.0.conv1.weight"); module++)
            {
                branches = Module($"stage{stage}.{module}.", branches);
            }
        }

        return [.. branches];
    }

    private List<Tensor> Module(string name, List<Tensor> branches)
    {
        List<Tensor> inner = [.. branches];
        for (int branch = 0; branch < inner.Count; branch++)
        {
            for (int block = 0; Has($"{name}branches.{branch}.{block}.conv1.weight"); block++)
            {
                string basic = $"{name}branches.{branch}.{block}.";
                Tensor output = ConvNorm($"{basic}conv1", $"{basic}bn1", inner[branch], 1).relu();
                inner[branch] = (ConvNorm($"{basic}conv2", $"{basic}bn2", output, 1) + inner[branch]).relu();
            }
        }

        return [.. inner.Select((_, target) => Fuse(name, inner, target))];
    }

    private Tensor Fuse(string name, List<Tensor> branches, int target)
    {
        Tensor? sum = null;
        for (int source = 0; source < branches.Count; source++)
        {
            Tensor term = branches[source];
            string fuse = $"{name}fuse_layers.{target}.{source}.";
            if (source > target)
            {
                term = ConvNorm($"{fuse}0", $"{fuse}1", term, 1);
                long factor = 1L << (source - target);
                term = PlainHead.Resize(term, term.shape[2] * factor, term.shape[3] * factor);
                term = PlainHead.Resize(term, branches[target].shape[2], branches[target].shape[3]);
            }

            for (int step = 0; source < target && step < target - source; step++)
            {
                term = ConvNorm($"{fuse}{step}.0", $"{fuse}{step}.1", term, 2);
                term = step == target - source - 1 ? term : term.relu();
            }

            sum = sum is null ? term : sum + term;
        }

        return sum!.relu();
    }

    private Tensor Bottleneck(string name, Tensor input)
    {
        Tensor output = ConvNorm($"{name}conv1", $"{name}bn1", input, 1).relu();
        output = ConvNorm($"{name}conv2", $"{name}bn2", output, 1).relu();
        output = ConvNorm($"{name}conv3", $"{name}bn3", output, 1);
        Tensor shortcut = Has($"{name}downsample.0.weight")
            ? ConvNorm($"{name}downsample.0", $"{name}downsample.1", input, 1)
            : input;
        return (output + shortcut).relu();
    }

    private Tensor ConvNorm(string conv, string norm, Tensor input, long stride)
    {
        Tensor weight = Get($"{conv}.weight");
        long pad = weight.shape[2] / 2;
        Tensor output = nn.functional.conv2d(input, weight, null, [stride, stride], [pad, pad], [1L, 1L], 1);
        Tensor scale = Get($"{norm}.weight") / (Get($"{norm}.running_var") + 1e-5).sqrt();
        Tensor offset = Get($"{norm}.bias") - (Get($"{norm}.running_mean") * scale);
        return (output * scale.reshape(1, -1, 1, 1)) + offset.reshape(1, -1, 1, 1);
    }

    private Tensor Get(string name) => state[Root + name];

    private bool Has(string name) => state.ContainsKey(Root + name);
}
