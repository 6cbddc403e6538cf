using DenseEdge.Parity.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace DenseEdge.Parity.Tests.Generated;

/// <summary>Files of relational heads, of the attention between tasks alone, and of training steps.</summary>
internal static class HeadFiles
{
    private static readonly string[] Tasks = ["semseg", "depth", "normals", "edge"];

    /// <summary>Every code; normals read nothing, only some tasks have an auxiliary head.</summary>
    private static readonly int[,] Mixed = { { 3, 2, 0, 1 }, { 0, 1, 2, 4 }, { 0, 0, 0, 0 }, { 2, 0, 0, 3 } };

    private static readonly int[,] Published = { { 3, 3, 4, 4 }, { 4, 3, 4, 4 }, { 4, 3, 3, 4 }, { 3, 3, 1, 3 } };

    /// <summary>A relational head with a mixed genotype; one corner of the image is 255.</summary>
    public static VectorWriter MakeHead(int maskedPixels)
    {
        using DisposeScope scope = NewDisposeScope();
        PlainState state = new(seed: 21);
        PlainHead head = new(state, Tasks, Mixed);
        head.Add(40, Final, Auxiliary);
        VectorWriter writer = new();
        state.Write(writer);
        Tensor[] levels = Levels(writer, state, 9, 11);
        Tensor image = state.Uniform(2, 3, 33, 41);
        if (maskedPixels > 0)
        {
            image.narrow(2, 0, maskedPixels).narrow(3, 0, maskedPixels).fill_(255);
        }

        writer.Add("in/image", image);
        writer.AddText("meta/genotype_json", head.GenotypeJson);
        writer.AddTexts("meta/aux_tasks", head.AuxiliaryTasks);
        foreach ((string name, Tensor prediction) in head.Compute(PlainHead.Fuse(levels), image))
        {
            writer.Add($"eval/{name}", prediction);
        }

        return writer;
    }

    /// <summary>The attention between tasks with every code, evaluated with a mask and trained without.</summary>
    public static VectorWriter MakeModule()
    {
        using DisposeScope scope = NewDisposeScope();
        int[,] codes = { { 3, 1, 2, 4 }, { 4, 0, 1, 2 }, { 0, 0, 0, 0 }, { 2, 3, 0, 3 } };
        PlainState state = new(seed: 22);
        PlainHead head = new(state, Tasks, codes);
        head.AddModule("", 12, 6);
        VectorWriter writer = new();
        state.Write(writer);
        writer.AddText("meta/genotype_json", head.GenotypeJson);
        writer.AddTexts("meta/task_order", Tasks);
        writer.AddNumber("meta/zero_init_gamma_is_zero", 0);
        Dictionary<string, Tensor> features = Tasks.ToDictionary(task => task, _ => state.Uniform(2, 12, 8, 10));
        Dictionary<string, Tensor> logits = Tasks.Zip([7L, 5, 6, 2]).ToDictionary(
            pair => pair.First, pair => state.Uniform(2, pair.Second, 8, 10) * 3);
        Tensor image = state.Uniform(2, 3, 32, 40);
        image.narrow(3, 30, 10).fill_(255);
        writer.Add("in/image", image);
        Dictionary<string, Tensor> maps = [];
        foreach (string task in Tasks)
        {
            writer.Add($"in/feats_{task}", features[task]);
            writer.Add($"in/aux_pred_{task}", logits[task]);
            (Tensor masked, maps[task]) = PlainHead.Normalize(logits[task], image);
            writer.Add($"eval/aux_prob_{task}", maps[task]);
            writer.Add($"eval/aux_pred_mutated_{task}", masked);
        }

        for (int pair = 0; pair < 16; pair++)
        {
            (int t, int s) = (pair / 4, pair % 4);
            if (codes[t, s] != 0)
            {
                writer.Add($"eval/cp_{Tasks[t]}_from_{Tasks[s]}", head.Pair("", t, s, features, maps, null));
            }
        }

        foreach ((string task, Tensor output) in head.Module("", features, maps))
        {
            writer.Add($"eval/out_{task}", output);
        }

        TrainModule(writer, state, head, features, logits);
        return writer;
    }

    /// <summary>One training pass of a relational head with the published genotype, and its gradients.</summary>
    public static VectorWriter MakeTrainingStep()
    {
        using DisposeScope scope = NewDisposeScope();
        PlainState state = new(seed: 23);
        PlainHead head = new(state, Tasks, Published);
        head.Add(40, Final, Auxiliary);
        VectorWriter writer = new();
        state.Write(writer);
        writer.AddText("meta/genotype_json", head.GenotypeJson);
        writer.AddTexts("meta/aux_tasks", head.AuxiliaryTasks);
        StepFile.Write(writer, state, head, Tasks, Levels(writer, state, 6, 8), weights: null, extra: null);
        return writer;
    }

    /// <summary>Channels of a final prediction.</summary>
    internal static long Final(string task) => task switch { "semseg" => 9, "human_parts" => 7, "sal" => 2, "normals" => 3, _ => 1 };

    /// <summary>Channels of an auxiliary prediction.</summary>
    internal static long Auxiliary(string task) => task switch { "semseg" => 9, "human_parts" => 7, "edge" or "sal" => 2, _ => 40 };

    /// <summary>Levels of 4, 8, 12 and 16 channels, each half as large as the one before.</summary>
    internal static Tensor[] Levels(VectorWriter writer, PlainState state, long height, long width)
    {
        Tensor[] levels = new Tensor[4];
        for (int level = 0; level < levels.Length; level++)
        {
            levels[level] = state.Uniform(2, 4 * (level + 1), height, width);
            writer.Add($"in/level{level}", levels[level]);
            (height, width) = ((height + 1) / 2, (width + 1) / 2);
        }

        return levels;
    }

    private static void TrainModule(
        VectorWriter writer, PlainState state, PlainHead head, Dictionary<string, Tensor> features, Dictionary<string, Tensor> logits)
    {
        Tensor image = state.Uniform(2, 3, 32, 40);
        writer.Add("train/image", image);
        state.BeginTraining();
        foreach (Tensor input in features.Values.Concat(logits.Values))
        {
            input.requires_grad = true;
        }

        Dictionary<string, Tensor> maps = logits.ToDictionary(task => task.Key, task => PlainHead.Normalize(task.Value, image).Maps);
        Tensor sum = zeros([]);
        foreach ((string task, Tensor output) in head.Module("", features, maps))
        {
            Tensor upstream = state.Uniform(output.shape);
            writer.Add($"train/out_{task}", output);
            writer.Add($"train/upstream_grad_{task}", upstream);
            sum = sum + (output * upstream).sum();
        }

        Differentiation gradients = new();
        foreach (string task in Tasks)
        {
            gradients.Add($"train/grad_feats_{task}", features[task]);
            gradients.Add($"train/grad_aux_pred_{task}", logits[task]);
        }

        gradients.AddParameters("train/grad_param/", state);
        gradients.Write(writer, sum);
        Differentiation.WriteStatistics(writer, "train/buffers_after/", state);
    }
}
