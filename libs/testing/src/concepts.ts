/** Ids of the taxonomy that many tests use. */
/** The occupation "Vårdbiträde". */
export const careAssistant = '4zLr_jP5_peZ';
/** The occupation "Undersköterska, hemtjänst, äldreboende och habilitering". */
export const assistantNurse = 'bSEB_VKd_Ub3';
/** The skill "Hemtjänst". */
export const homeCare = 'xowU_8Wu_K7C';
/** The skill "Äldreboende". */
export const residentialCare = 'tykJ_BZQ_Wer';
/** The licence "Bevis om skyddad yrkestitel som undersköterska". */
export const assistantNurseTitle = 'sicB_2Xi_eQh';
/** The licence "Yrkesbevis, anläggningsarbetare". */
export const constructionCertificate = 'u6a1_zni_wa3';
/** The language Swedish. */
export const swedish = 'zSLA_vw2_FXN';
