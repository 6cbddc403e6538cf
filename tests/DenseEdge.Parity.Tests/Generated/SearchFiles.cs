using DenseEdge.Parity.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace DenseEdge.Parity.Tests.Generated;

/// <summary>Files of supernet heads.</summary>
internal static class SearchFiles
{
    /// <summary>A head of three tasks in evaluation mode; one pair is clear enough to be frozen, one just not.</summary>
    public static VectorWriter MakeHead()
    {
        using DisposeScope scope = NewDisposeScope();
        string[] tasks = ["semseg", "depth", "edge"];
        PlainState state = new(seed: 31);
        PlainHead head = new(state, tasks, codes: null);
        head.Add(40, HeadFiles.Final, HeadFiles.Auxiliary);
        Weaken(state, tasks, 0.5);
        state["atrc_module.cp_blocks.semseg.depth.arch_param"] = tensor([0.1f, 0.2f, 1.9f, -0.3f, 0f]);
        state["atrc_module.cp_blocks.edge.edge.arch_param"] = tensor([0.1f, 1.05f, -0.1f, 0f]);
        VectorWriter writer = new();
        state.Write(writer);
        writer.AddTexts("meta/task_order", tasks);
        writer.AddTexts("gumbel/fixed_pairs", "semseg<-depth");
        writer.AddNumber("gumbel/tau", 0.7);
        Tensor fused = PlainHead.Fuse(HeadFiles.Levels(writer, state, 9, 11));
        Tensor image = state.Uniform(2, 3, 33, 41);
        writer.Add("in/image", image);
        Write(writer, "eval_argmax", head.Compute(fused, image, (t, s) => OneHot(Preference(state, tasks, t, s))));
        Write(writer, "eval_gumbel", head.Compute(fused, image, Noisy(writer, state, tasks, 0.7, frozen: (0, 1))));
        WriteEntropy(writer, state, tasks);
        writer.AddText("genotype/argmax_json", Genotype(state, tasks));
        return writer;
    }

    /// <summary>One training pass of a head of four tasks, entropy included.</summary>
    public static VectorWriter MakeTrainingStep()
    {
        using DisposeScope scope = NewDisposeScope();
        string[] tasks = ["semseg", "depth", "normals", "edge"];
        PlainState state = new(seed: 32);
        PlainHead head = new(state, tasks, codes: null);
        head.Add(40, HeadFiles.Final, HeadFiles.Auxiliary);
        Weaken(state, tasks, 0.5);
        VectorWriter writer = new();
        state.Write(writer);
        writer.AddTexts("meta/task_order", tasks);
        writer.AddNumber("gumbel/tau", 0.5);
        writer.AddNumber("meta/entropy_weight", 0.03);
        Tensor[] levels = HeadFiles.Levels(writer, state, 6, 8);
        Func<int, int, Tensor> weights = Noisy(writer, state, tasks, 0.5, frozen: null);
        StepFile.Write(writer, state, head, tasks, levels, weights, () =>
        {
            Tensor entropy = MeanEntropy(state, tasks) * 0.03;
            writer.Add("entropy_term_weighted", entropy);
            return entropy;
        });
        return writer;
    }

    /// <summary>Makes preferences so small that no pair is frozen by chance.</summary>
    private static void Weaken(PlainState state, string[] tasks, double factor)
    {
        foreach (string target in tasks)
        {
            foreach (string source in tasks)
            {
                string name = $"atrc_module.cp_blocks.{target}.{source}.arch_param";
                state[name] = state[name] * factor;
            }
        }
    }

    private static Func<int, int, Tensor> Noisy(
        VectorWriter writer, PlainState state, string[] tasks, double temperature, (int Target, int Source)? frozen)
    {
        Dictionary<(int Target, int Source), Tensor> noise = [];
        for (int pair = 0; pair < tasks.Length * tasks.Length; pair++)
        {
            (int t, int s) = (pair / tasks.Length, pair % tasks.Length);
            if (frozen == (t, s))
            {
                continue;
            }

            noise[(t, s)] = state.Uniform(t == s ? 4 : 5) * 2;
            string names = $"{tasks[t]}_from_{tasks[s]}";
            writer.Add($"gumbel/noise_{names}", noise[(t, s)]);
            writer.Add($"gumbel/weights_{names}", Soft(state, tasks, t, s, noise[(t, s)], temperature));
        }

        return (t, s) => noise.TryGetValue((t, s), out Tensor? drawn)
            ? Soft(state, tasks, t, s, drawn, temperature)
            : OneHot(Preference(state, tasks, t, s));
    }

    private static Tensor Soft(PlainState state, string[] tasks, int t, int s, Tensor noise, double temperature)
        => ((Preference(state, tasks, t, s) + noise) / temperature).softmax(0);

    private static void WriteEntropy(VectorWriter writer, PlainState state, string[] tasks)
    {
        for (int pair = 0; pair < tasks.Length * tasks.Length; pair++)
        {
            Tensor preference = Preference(state, tasks, pair / tasks.Length, pair % tasks.Length);
            writer.Add($"meta/init_arch_param_{tasks[pair / tasks.Length]}_{tasks[pair % tasks.Length]}", zeros_like(preference));
            preference.requires_grad = true;
        }

        Tensor[] entropies = Entropies(state, tasks);
        writer.Add("entropy/per_pair", stack(entropies, 0));
        Tensor mean = stack(entropies, 0).mean();
        writer.Add("entropy/mean", mean);
        Differentiation gradients = new();
        for (int pair = 0; pair < entropies.Length; pair++)
        {
            (int t, int s) = (pair / tasks.Length, pair % tasks.Length);
            gradients.Add($"entropy/grad_{tasks[t]}_from_{tasks[s]}", Preference(state, tasks, t, s));
        }

        gradients.Write(writer, mean);
    }

    private static Tensor MeanEntropy(PlainState state, string[] tasks) => stack(Entropies(state, tasks), 0).mean();

    private static Tensor[] Entropies(PlainState state, string[] tasks) =>
        [.. Enumerable.Range(0, tasks.Length * tasks.Length).Select(pair =>
        {
            Tensor p = Preference(state, tasks, pair / tasks.Length, pair % tasks.Length).softmax(0);
            return (p * p.log()).sum().neg();
        })];

    private static string Genotype(PlainState state, string[] tasks) => "{" + string.Join(", ", tasks.Select((target, t) =>
        $"\"{target}\": {{" + string.Join(", ", tasks.Select((source, s) =>
            $"\"{source}\": {Preference(state, tasks, t, s).argmax().item<long>()}")) + "}")) + "}";

    private static Tensor OneHot(Tensor preference)
    {
        float[] weights = new float[preference.shape[0]];
        weights[preference.argmax().item<long>()] = 1;
        return tensor(weights);
    }

    private static Tensor Preference(PlainState state, string[] tasks, int t, int s) => state[Name(tasks, t, s)];

    private static string Name(string[] tasks, int t, int s) => $"atrc_module.cp_blocks.{tasks[t]}.{tasks[s]}.arch_param";

    private static void Write(VectorWriter writer, string prefix, Dictionary<string, Tensor> predictions)
    {
        foreach ((string name, Tensor prediction) in predictions)
        {
            writer.Add($"{prefix}/{name}", prediction);
        }
    }
}
