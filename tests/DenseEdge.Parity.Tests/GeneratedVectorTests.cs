using DenseEdge.Parity.Tests.Generated;
using DenseEdge.Parity.Tests.Support;
using DenseEdge.Training.Backbones;

namespace DenseEdge.Parity.Tests;

/// <summary>
/// Files of every layout, computed by a second implementation on plain functions that lies beside these tests.
/// </summary>
public sealed class GeneratedVectorTests
{
    private static readonly Dictionary<string, Func<VectorWriter>> Makers = new()
    {
        ["ctx_global"] = () => ContextFiles.Make(1, 6, 7),
        ["ctx_global_noaffine"] = () => ContextFiles.Make(1, 6, 7, affineValue: false),
        ["ctx_global_clamp"] = ContextFiles.MakeClamped,
        ["ctx_local_k9_16x20"] = () => ContextFiles.Make(2, 16, 20),
        ["ctx_local_k5"] = () => ContextFiles.Make(2, 7, 9, window: 5),
        ["ctx_tlabel"] = () => ContextFiles.Make(3, 6, 7),
        ["ctx_slabel"] = () => ContextFiles.Make(4, 6, 7),
        ["head_atrc_small_subset"] = () => HeadFiles.MakeHead(maskedPixels: 0),
        ["head_with_masked_pixels"] = () => HeadFiles.MakeHead(maskedPixels: 9),
        ["atrc_module"] = HeadFiles.MakeModule,
        ["train_step_head_atrc_small"] = HeadFiles.MakeTrainingStep,
        ["search_head"] = SearchFiles.MakeHead,
        ["train_step_head_search_small"] = SearchFiles.MakeTrainingStep,
        ["loss_total_pascal"] = LossFiles.MakePascal,
    };

    public static TheoryData<string> Names => [.. Makers.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Compare_OfGeneratedVectors_Passes(string name)
    {
        using VectorFolder folder = new();

        FileResult result = folder.Compare(name, Makers[name]());

        Assert.True(result.Passed, string.Join("\n", result.Problems));
        Assert.All(result.Checks, check => Assert.True(check.Passed));
    }

    [Theory]
    [InlineData("ctx_local_k9_16x20", "eval/local_scores")]
    [InlineData("ctx_slabel", "train/grad_source_aux_prob")]
    [InlineData("ctx_tlabel", "train/buffers_after/key_project.0.bn.running_var")]
    [InlineData("head_atrc_small_subset", "eval/aux_edge")]
    [InlineData("head_atrc_small_subset", "param/final_logits.depth.bias")]
    [InlineData("atrc_module", "eval/cp_depth_from_edge")]
    [InlineData("atrc_module", "train/grad_aux_pred_semseg")]
    [InlineData("train_step_head_atrc_small", "weighted_loss/normals_aux")]
    [InlineData("train_step_head_atrc_small", "weighted_loss/edge_final")]
    [InlineData("train_step_head_atrc_small", "grad/level3")]
    [InlineData("train_step_head_atrc_small", "grad/param/aux_conv.depth.bn.bias")]
    [InlineData("search_head", "eval_argmax/final_depth")]
    [InlineData("search_head", "gumbel/noise_depth_from_edge")]
    [InlineData("search_head", "entropy/grad_edge_from_semseg")]
    [InlineData("train_step_head_search_small", "entropy_term_weighted")]
    [InlineData("train_step_head_search_small", "grad/param/atrc_module.cp_blocks.edge.depth.arch_param")]
    [InlineData("loss_total_pascal", "grad/aux_sal")]
    [InlineData("loss_total_pascal", "total")]
    public void Compare_WithOneNumberChanged_Fails(string name, string key)
    {
        using VectorFolder folder = new();
        VectorWriter writer = Makers[name]();
        writer.Disturb(key, 0.25f);

        FileResult result = folder.Compare(name, writer);

        Assert.False(result.Passed);
        Assert.Contains(result.Checks, check => !check.Passed);
    }

    [Theory]
    [InlineData("ctx_tlabel", "param/query_project.1.bn.bias", "query_project.1.bn.bias is missing")]
    [InlineData("head_atrc_small_subset", "in/image", "in/image")]
    [InlineData("loss_total_pascal", "weighted_loss/sal_aux", "weighted_loss/sal_aux")]
    public void Compare_WithoutAnArray_SaysWhichIsMissing(string name, string key, string message)
    {
        using VectorFolder folder = new();
        VectorWriter writer = Makers[name]();
        writer.Remove(key);

        FileResult result = folder.Compare(name, writer);

        Assert.False(result.Passed);
        Assert.Contains(message, string.Join("\n", result.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void Compare_WithAnArrayThatNothingKnows_SaysSo()
    {
        using VectorFolder folder = new();
        VectorWriter writer = Makers["ctx_global"]();
        writer.Add("eval/strange", 1.0);
        writer.Add("meta/remark", 1.0);

        FileResult result = folder.Compare("ctx_global", writer);

        Assert.False(result.Passed);
        Assert.Equal(["eval/strange"], result.Unchecked);
        Assert.Equal(["meta/remark"], result.Unread);
    }

    [Theory]
    [InlineData(40, 56)]
    [InlineData(33, 47)]
    public void Compare_OfAWholeNetwork_TakesItsShapeFromTheManifest(long height, long width)
    {
        using VectorFolder folder = new();
        HrNetShape shape = new("tiny", [4, 6, 10, 14], BottleneckBlocks: 3, BasicBlocks: 1, Modules: [1, 2, 1]);
        NetworkFiles.Write(
            folder.Root, "full_tiny", shape, ["semseg", "human_parts", "sal", "normals", "edge"],
            new[,] { { 3, 3, 4, 0, 4 }, { 3, 3, 4, 3, 4 }, { 3, 3, 3, 4, 3 }, { 3, 3, 3, 3, 4 }, { 3, 3, 3, 1, 2 } }, (height, width));

        FileResult result = ParityRun.Compare(Path.Combine(folder.Root, "full_tiny.npz"));

        Assert.True(result.Passed, string.Join("\n", result.Problems));
        Assert.Contains(result.Checks, check => check.Name == "out/aux_normals_first4ch");
    }

    [Fact]
    public void Compare_OfAWholeNetworkWithAWrongSeed_NamesTheParameter()
    {
        using VectorFolder folder = new();
        HrNetShape shape = new("tiny", [4, 6, 10, 14], BottleneckBlocks: 1, BasicBlocks: 1, Modules: [1, 1, 1]);
        NetworkFiles.Write(folder.Root, "full_tiny", shape, ["depth", "edge"], new[,] { { 2, 2 }, { 2, 2 } }, (32, 32));
        string manifest = Path.Combine(folder.Root, "manifest_full_tiny.tsv");
        File.WriteAllText(manifest, File.ReadAllText(manifest).Replace("\t1167162775", "\t1167162776", StringComparison.Ordinal));

        FileResult result = ParityRun.Compare(Path.Combine(folder.Root, "full_tiny.npz"));

        Assert.False(result.Passed);
        Assert.Contains("backbone.conv1.weight has the seed 1167162776", result.Fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Compare_OfAWholeNetworkWithoutManifest_AsksForIt()
    {
        using VectorFolder folder = new();
        VectorWriter writer = new();
        writer.AddNumber("meta/conv_gain", 0.7);
        writer.Add("in/image", 1.0);

        FileResult result = folder.Compare("full_lonely", writer);

        Assert.Contains("manifest_full_lonely.tsv", result.Fault, StringComparison.Ordinal);
    }
}
