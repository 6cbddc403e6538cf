using static TorchSharp.torch;

namespace DenseEdge.Parity.Tests.Support;

/// <summary>Heads by the description of the paper's code: relational with any genotype, or supernet with given weights.</summary>
/// <param name="state">Parameters, under <paramref name="prefix"/>.</param>
/// <param name="tasks">Keys, in order.</param>
/// <param name="codes">Context codes [target, source]; null for a supernet.</param>
/// <param name="prefix">What stands before the head's names, such as "head.".</param>
internal sealed class PlainHead(PlainState state, string[] tasks, int[,]? codes, string prefix = "")
{
    /// <summary>The genotype as the files have it.</summary>
    public string GenotypeJson => "{" + string.Join(", ", tasks.Select((target, t) => $"\"{target}\": {{"
        + string.Join(", ", tasks.Select((source, s) => $"\"{source}\": {codes![t, s]}")) + "}")) + "}";

    /// <summary>The tasks with an auxiliary head.</summary>
    public string[] AuxiliaryTasks => [.. tasks.Where((_, t) => codes is null
        || Enumerable.Range(0, tasks.Length).Any(o => codes[t, o] == 3 || codes[o, t] == 4))];

    /// <summary>Adds all parameters.</summary>
    public void Add(long inChannels, Func<string, long> finalChannels, Func<string, long> auxiliaryChannels)
    {
        long c = inChannels / 4, d = c / 2;
        foreach (string task in tasks)
        {
            state.AddConvNorm($"{prefix}bottleneck.{task}", c, inChannels, 3);
            state.AddLogits($"{prefix}final_logits.{task}", finalChannels(task), c);
        }

        foreach (string task in AuxiliaryTasks)
        {
            state.AddConvNorm($"{prefix}aux_conv.{task}", inChannels, inChannels, 1);
            state.AddLogits($"{prefix}aux_logits.{task}", auxiliaryChannels(task), inChannels);
        }

        AddModule($"{prefix}atrc_module.", c, d);
    }

    /// <summary>Adds the parameters of the attention between tasks.</summary>
    public void AddModule(string module, long c, long d)
    {
        for (int t = 0; t < tasks.Length; t++)
        {
            int selected = 0;
            for (int s = 0; s < tasks.Length; s++)
            {
                string pair = $"{module}cp_blocks.{tasks[t]}.{tasks[s]}.";
                if (codes is null)
                {
                    int types = t == s ? 3 : 4;
                    state[$"{pair}arch_param"] = state.Uniform(types + 1);
                    for (int i = 0; i < types; i++)
                    {
                        PlainContext.Add(state, $"{pair}op_list.{i}.", c, d, affineValue: false);
                    }

                    selected++;
                }
                else if (codes[t, s] != 0)
                {
                    PlainContext.Add(state, pair, c, d);
                    selected++;
                }
            }

            if (selected > 0)
            {
                state.AddConvNorm($"{module}out_proj.{tasks[t]}", c, d * selected, 1);
            }

            string fusion = codes is null ? tasks[t] : $"{tasks[t]}.0";
            state.AddConvNorm($"{module}bottleneck.{fusion}", c, selected > 0 ? 2 * c : c, 1);
        }
    }

    /// <summary>Concatenates levels at the size of the first.</summary>
    public static Tensor Fuse(Tensor[] levels)
        => cat([.. levels.Select(level => Resize(level, levels[0].shape[2], levels[0].shape[3]))], 1);

    public static Tensor Resize(Tensor map, long height, long width)
        => nn.functional.interpolate(map, [height, width], mode: InterpolationMode.Bilinear, align_corners: false);

    /// <summary>Feature head and auxiliary prediction of each task, before any mask.</summary>
    public (Dictionary<string, Tensor> Features, Dictionary<string, Tensor> Auxiliary) Begin(Tensor fused) => (
        tasks.ToDictionary(task => task, task => state.ConvNorm($"{prefix}bottleneck.{task}", fused)),
        AuxiliaryTasks.ToDictionary(task => task, task => state.Logits(
            $"{prefix}aux_logits.{task}", state.ConvNorm($"{prefix}aux_conv.{task}", fused.detach()))));

    /// <summary>Masks logits by an image, and makes spatial maps of them.</summary>
    public static (Tensor Masked, Tensor Maps) Normalize(Tensor logits, Tensor image)
    {
        Tensor small = nn.functional.interpolate(image, [logits.shape[2], logits.shape[3]], mode: InterpolationMode.Nearest);
        Tensor outside = small.eq(255).any(1, keepdim: true);
        Tensor masked = logits.masked_fill(outside, double.NegativeInfinity);
        Tensor maps = masked.flatten(2).softmax(2);
        return (masked, maps.where(maps.isnan().logical_not(), zeros_like(maps)));
    }

    /// <summary>One pair; a supernet mixes its contexts by weights.</summary>
    public Tensor Pair(
        string module, int t, int s, Dictionary<string, Tensor> features, Dictionary<string, Tensor> maps, Tensor? weights)
    {
        string pair = $"{module}cp_blocks.{tasks[t]}.{tasks[s]}.";
        (Tensor target, Tensor source) = (features[tasks[t]], features[tasks[s]]);
        (Tensor? targetMaps, Tensor? sourceMaps) = (maps.GetValueOrDefault(tasks[t]), maps.GetValueOrDefault(tasks[s]));
        if (codes is not null)
        {
            return PlainContext.Compute(state, pair, codes[t, s], target, source, targetMaps, sourceMaps);
        }

        Tensor? sum = null;
        for (int code = 1; code < weights!.shape[0]; code++)
        {
            Tensor part = weights[code] * PlainContext.Compute(
                state, $"{pair}op_list.{code - 1}.", code, target, source, targetMaps, sourceMaps);
            sum = sum is null ? part : sum + part;
        }

        return sum!;
    }

    /// <summary>The attention between tasks.</summary>
    public Dictionary<string, Tensor> Module(
        string module, Dictionary<string, Tensor> features, Dictionary<string, Tensor> maps, Func<int, int, Tensor>? weights = null)
    {
        Dictionary<string, Tensor> refined = [];
        for (int t = 0; t < tasks.Length; t++)
        {
            List<Tensor> contexts = [];
            for (int s = 0; s < tasks.Length; s++)
            {
                if (codes is null || codes[t, s] != 0)
                {
                    contexts.Add(Pair(module, t, s, features, maps, weights?.Invoke(t, s)));
                }
            }

            Tensor input = features[tasks[t]];
            if (contexts.Count > 0)
            {
                input = cat([input, state.ConvNorm($"{module}out_proj.{tasks[t]}", cat(contexts, 1), rectifies: false)], 1);
            }

            string fusion = codes is null ? tasks[t] : $"{tasks[t]}.0";
            refined.Add(tasks[t], state.ConvNorm($"{module}bottleneck.{fusion}", input));
        }

        return refined;
    }

    /// <summary>The whole head: predictions at the image's size by "final_task" and "aux_task".</summary>
    public Dictionary<string, Tensor> Compute(Tensor fused, Tensor image, Func<int, int, Tensor>? weights = null)
    {
        (Dictionary<string, Tensor> features, Dictionary<string, Tensor> auxiliary) = Begin(fused);
        Dictionary<string, (Tensor Masked, Tensor Maps)> normalized =
            auxiliary.ToDictionary(task => task.Key, task => Normalize(task.Value, image));
        Dictionary<string, Tensor> refined = Module(
            $"{prefix}atrc_module.", features, normalized.ToDictionary(task => task.Key, task => task.Value.Maps), weights);
        Dictionary<string, Tensor> result = [];
        foreach (string task in tasks)
        {
            result.Add($"final_{task}", Resize(
                state.Logits($"{prefix}final_logits.{task}", refined[task]), image.shape[2], image.shape[3]));
        }

        foreach (string task in AuxiliaryTasks)
        {
            result.Add($"aux_{task}", Resize(normalized[task].Masked, image.shape[2], image.shape[3]));
        }

        return result;
    }
}
