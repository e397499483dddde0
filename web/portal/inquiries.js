// The desk's invented inquiries and the drafts worth trying. Data only; times are minutes before the page was opened.

const CHAT = { channel: "chat", channelLabel: "在线咨询" };
const LETTER = { channel: "letter", channelLabel: "市民留言" };

export const inquiries = [
  {
    id: "WS-0426-0181",
    citizen: "王女士",
    matter: "居民医保断缴补缴",
    ...CHAT,
    due: "请在 30 分钟内答复",
    turns: [
      { role: "system", ago: 12, text: "王女士从“医保服务”进入在线咨询" },
      { role: "citizen", ago: 11, text: "我爸医保断缴能补吗？问了三家都说不管。" },
    ],
    draft: "这个我不知道，你自己看指南。",
  },
  {
    id: "WS-0426-0179",
    citizen: "李先生",
    matter: "租房提取公积金",
    ...CHAT,
    due: "请在 30 分钟内答复",
    turns: [
      { role: "system", ago: 19, text: "李先生从“住房公积金”进入在线咨询" },
      { role: "citizen", ago: 18, text: "您好，租房提取公积金，合同没有备案能提吗？" },
      { role: "citizen", ago: 17, text: "网上一直提示“材料待补”，也没说缺哪一样。" },
    ],
  },
  {
    id: "WS-0426-0139",
    citizen: "马先生",
    matter: "开具无犯罪记录证明",
    ...CHAT,
    due: "请在 30 分钟内答复",
    turns: [
      { role: "system", ago: 27, text: "马先生从“公安服务”进入在线咨询" },
      { role: "citizen", ago: 26, text: "入职要无犯罪记录证明，我人在外地，可以让家里人代办吗？" },
      { role: "clerk", ago: 24, text: "您好，可以代办。请问您的户籍是在望舒市吗？" },
      { role: "citizen", ago: 22, text: "户籍在望舒，我妈妈可以去跑一趟。" },
    ],
  },
  {
    id: "WS-0426-0147",
    citizen: "陈女士",
    matter: "新生儿落户",
    ...LETTER,
    due: "还剩 2 个工作日",
    turns: [
      {
        role: "citizen",
        ago: 205,
        text: "孩子刚满月，想随我落户。出生医学证明上爸爸的名字写错了一个字，能先落户再改吗？一共要带哪些材料，免得来回跑。",
      },
    ],
  },
  {
    id: "WS-0426-0152",
    citizen: "周先生",
    matter: "夜间施工噪音",
    ...LETTER,
    due: "还剩 1 个工作日",
    urgent: true,
    turns: [
      {
        role: "citizen",
        ago: 1510,
        text: "望舒大道北侧的工地连着三晚过了零点还在打桩，家里老人睡不着。前天打电话反映，接电话的工作人员说“不知道”，让我等通知。请问这件事到底归哪个部门管？",
      },
    ],
  },
  {
    id: "WS-0426-0126",
    citizen: "孙女士",
    matter: "居住证签注",
    ...CHAT,
    answered: true,
    due: "已在时限内答复",
    turns: [
      { role: "citizen", ago: 96, text: "居住证快到期了，签注要本人去吗？" },
      {
        role: "clerk",
        ago: 92,
        text: "您好，不需要本人到场。您可以在“望舒政务”网上办理，也可以请家人带上您和代办人的身份证，到居住地派出所代办，材料齐全的当天办结。",
      },
      { role: "citizen", ago: 90, text: "明白了，谢谢！" },
      { role: "clerk", ago: 89, text: "不客气，这是我们应该做的。" },
    ],
  },
];

/** Drafts to try: what the helper marks, and what only looks like it. */
export const tries = {
  marked: ["这个我不知道，你自己看指南。", "材料不全，补齐再来。"],
  unmarked: ["不知道您是否方便留个电话？", "您反映工作人员说“不知道”一事，我们已核实并会尽快答复。"],
};
