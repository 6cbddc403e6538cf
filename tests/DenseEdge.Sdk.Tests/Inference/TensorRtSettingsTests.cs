using DenseEdge.Contracts;
using DenseEdge.Sdk.Inference.TensorRt;

namespace DenseEdge.Sdk.Tests.Inference;

public sealed class TensorRtSettingsTests
{
    [Theory]
    [InlineData(ModelPrecision.Float32, "8.5.2", false, "graph")]
    [InlineData(ModelPrecision.Float32, "10.3.0", true, "fp16")]
    [InlineData(ModelPrecision.Float16, "8.6.2", false, "fp16")]
    [InlineData(ModelPrecision.Int8, "10.13.3", false, "int8+fp16")]
    [InlineData(ModelPrecision.Int8, "11.0.0", true, "graph")]
    [InlineData(ModelPrecision.Float16, "11.1.0", false, "graph")]
    public void Precision_OfAModel_FollowsTheGraphAndTheVersion(
        ModelPrecision model, string version, bool allowFloat16, string expected)
        => Assert.Equal(expected, TensorRtPrecision.Of(model, Version.Parse(version), allowFloat16).ToString());

    [Fact]
    public void Settings_OfAQuantisedModel_AreOnnxRuntimesWords()
    {
        Dictionary<string, string> settings = TensorRtSettings.Create(
            1, new TensorRtPrecision(Float16: true, Int8: true), "/cache/abc");

        Assert.Equal(
            new Dictionary<string, string>
            {
                ["device_id"] = "1",
                ["trt_engine_cache_enable"] = "1",
                ["trt_engine_cache_path"] = "/cache/abc",
                ["trt_timing_cache_enable"] = "1",
                ["trt_timing_cache_path"] = "/cache/abc",
                ["trt_fp16_enable"] = "1",
                ["trt_int8_enable"] = "1",
            },
            settings);
    }
}
