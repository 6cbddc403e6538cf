using System.Text;
using DenseEdge.Tuf.Canonical;

namespace DenseEdge.Tuf.Tests.Canonical;

public sealed class CanonicalJsonTests
{
    [Theory]
    [InlineData("{ \"b\": 1, \"a\": [true, false, null] }", "{\"a\":[true,false,null],\"b\":1}")]
    [InlineData("{\"a\":-0,\"b\":-17,\"c\":9223372036854775807}", "{\"a\":0,\"b\":-17,\"c\":9223372036854775807}")]
    [InlineData("\"\\u0041\\n\\t\\/\\\\\\\"\"", "\"A\n\t/\\\\\\\"\"")]
    [InlineData("\"\\u00fc\\ud83d\\ude00\"", "\"ü😀\"")]
    // By code points U+FF5E comes before U+1F600; by UTF-16 units it would come behind.
    [InlineData("{\"\\ud83d\\ude00\":1,\"\\uff5e\":2}", "{\"～\":2,\"😀\":1}")]
    [InlineData("{\"aa\":1,\"a\":2,\"B\":3}", "{\"B\":3,\"a\":2,\"aa\":1}")]
    [InlineData("[]", "[]")]
    public void Encode_OfAValue_IsItsOneForm(string json, string expected)
    {
        byte[] canonical = CanonicalJson.Encode(CanonicalJson.Parse(Encoding.UTF8.GetBytes(json)));

        Assert.Equal(expected, Encoding.UTF8.GetString(canonical));
    }

    [Theory]
    [InlineData("1.0")]
    [InlineData("1e3")]
    [InlineData("9223372036854775808")]
    [InlineData("\"\\ud83d\"")]
    [InlineData("{\"\\ude00\":1}")]
    [InlineData("{\"a\":1,\"a\":2}")]
    [InlineData("{\"a\":1,\"\\u0061\":2}")]
    [InlineData("[1,]")]
    [InlineData("[1] 2")]
    [InlineData("// comment\n1")]
    [InlineData("")]
    [InlineData("{\"a\":NaN}")]
    public void Encode_OfWhatHasNoForm_SaysSo(string json)
    {
        TufException failure = Assert.Throws<TufException>(
            () => CanonicalJson.Encode(CanonicalJson.Parse(Encoding.UTF8.GetBytes(json))));

        Assert.Equal(TufReason.Malformed, failure.Reason);
    }

    [Fact]
    public void Parse_OfBytesThatAreNoUtf8_SaysSo()
        => Assert.Throws<TufException>(() => CanonicalJson.Parse([(byte)'"', 0xff, (byte)'"']));

    [Fact]
    public void Parse_OfDeepNesting_SaysSo()
    {
        string fine = new string('[', CanonicalJson.MostDepth) + new string(']', CanonicalJson.MostDepth);
        CanonicalJson.Encode(CanonicalJson.Parse(Encoding.UTF8.GetBytes(fine)));

        Assert.Throws<TufException>(() => CanonicalJson.Parse(Encoding.UTF8.GetBytes($"[{fine}]")));
        Assert.Throws<TufException>(() => CanonicalJson.Parse(Encoding.UTF8.GetBytes(new string('[', 1_000_000))));
    }
}
